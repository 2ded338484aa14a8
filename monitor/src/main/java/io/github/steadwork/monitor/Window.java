package io.github.steadwork.monitor;

import java.time.Duration;

/**
 * A stretch of time that ends now. It moves in steps, so what it shows is between one step short of its length and its
 * whole length.
 */
public enum Window {
    /** 1 minute, in steps of 5 seconds. */
    LAST_MINUTE(Duration.ofMinutes(1), 12),

    /** 5 minutes, in steps of 25 seconds. */
    LAST_5_MINUTES(Duration.ofMinutes(5), 12),

    /** 1 hour, in steps of 5 minutes. */
    LAST_HOUR(Duration.ofHours(1), 12),

    /** 24 hours, in steps of an hour. */
    LAST_24_HOURS(Duration.ofHours(24), 24),

    /** 7 days, in steps of 12 hours. */
    LAST_7_DAYS(Duration.ofDays(7), 14);

    private final Duration length;
    private final int steps;

    Window(Duration length, int steps) {
        this.length = length;
        this.steps = steps;
    }

    /** How long it is. */
    public Duration length() {
        return length;
    }

    /** By how much it moves at a time. */
    public Duration step() {
        return length.dividedBy(steps);
    }

    int steps() {
        return steps;
    }

    /** Each is a multiple of {@link Batch#LENGTH}, so that a batch falls into one step of every window. */
    long stepMicros() {
        return step().toMillis() * 1000;
    }
}
