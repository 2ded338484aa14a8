package io.github.steadwork.job;

import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;

/**
 * A circuit breaker: after so many failures in a row no job of its type or key is claimed for a while; then one is, to probe, and if
 * that succeeds all are again. For work on something that others depend on and that may be down, as a service that is called.
 *
 * <p>What the retry policy classifies as permanent is the job's own fault and counts neither way. Each worker counts by itself; the
 * first that comes to the number opens the breaker for all, within about a second.
 *
 * @param failures how many failures in a row open it
 * @param pause how long it stays open before it is probed
 */
public record Breaker(int failures, Duration pause) {

    /** Five failures, and a minute. */
    public static final Breaker DEFAULT = new Breaker(5, Duration.ofMinutes(1));

    /** Checks the fields. */
    public Breaker {
        if (failures < 1) {
            throw new IllegalArgumentException("failures is " + failures + ", allowed is 1 or more");
        }
        if (pause.compareTo(Duration.ofMillis(1)) < 0 || pause.compareTo(RetryPolicy.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "pause is " + pause + ", allowed is PT0.001S to " + RetryPolicy.LONGEST_DELAY);
        }
    }

    /** Opens after so many failures in a row. */
    public static Breaker after(int failures) {
        return new Breaker(failures, DEFAULT.pause);
    }

    /** Stays open for so long before it is probed. */
    public Breaker pause(Duration pause) {
        return new Breaker(failures, pause);
    }
}
