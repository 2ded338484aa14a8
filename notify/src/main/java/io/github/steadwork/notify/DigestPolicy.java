package io.github.steadwork.notify;

import java.time.Duration;

/**
 * How what happens in quick succession is gathered, so that a storm of failures is one message.
 *
 * @param gather how long the first notification waits for others, so that what breaks together is told together
 * @param interval how long after a message the next one goes out at the earliest, with all that has come until then
 */
public record DigestPolicy(Duration gather, Duration interval) {

    private static final Duration LONGEST = Duration.ofDays(7);

    /** Waits 10 seconds, then a message every 5 minutes at most. */
    public static final DigestPolicy DEFAULT = new DigestPolicy(Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** Gathers only what has come while the last message was sent. */
    public static final DigestPolicy IMMEDIATE = new DigestPolicy(Duration.ZERO, Duration.ZERO);

    /** Checks the fields. */
    public DigestPolicy {
        require("gather", gather);
        require("interval", interval);
    }

    private static void require(String what, Duration length) {
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " of a digest is " + length + ", allowed is from zero to " + LONGEST);
        }
    }
}
