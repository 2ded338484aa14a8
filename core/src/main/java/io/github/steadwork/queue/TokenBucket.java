package io.github.steadwork.queue;

import io.github.steadwork.job.Limit;
import java.time.Duration;

/**
 * How many starts a limit per window has left, in millionths, at a moment in microseconds. Pure arithmetic that all backends share,
 * so that they count alike.
 *
 * @param millionths how many millionths of a token there were
 * @param at when that was, in microseconds since 1970
 */
public record TokenBucket(long millionths, long at) {

    private static final long TOKEN = 1_000_000;

    /** A full bucket. */
    public static TokenBucket full(Limit limit, long now) {
        return new TokenBucket(limit.atMost() * TOKEN, now);
    }

    /** What there is by now: never more than it holds, and never less than before if a clock went back. */
    public TokenBucket at(long now, Limit limit) {
        long most = limit.atMost() * TOKEN;
        double fresh = Math.max(0, now - at) * perMicro(limit);
        return new TokenBucket((long) Math.min((double) most, millionths + fresh), Math.max(at, now));
    }

    /** How many may start. */
    public int whole() {
        return (int) Math.max(0, millionths / TOKEN);
    }

    /** Without so many tokens; with more, if negative. */
    public TokenBucket minus(int tokens) {
        return new TokenBucket(millionths - tokens * TOKEN, at);
    }

    /** How long until there is a whole token. */
    public Duration untilNext(Limit limit) {
        double missing = Math.max(0, TOKEN - millionths);
        return Duration.ofNanos((long) Math.ceil(missing / perMicro(limit) * 1_000));
    }

    /** Millionths that come in each microsecond, which is tokens a second. */
    private static double perMicro(Limit limit) {
        return limit.atMost()
                * 1e9
                / limit.window().orElse(Duration.ofSeconds(1)).toNanos();
    }
}
