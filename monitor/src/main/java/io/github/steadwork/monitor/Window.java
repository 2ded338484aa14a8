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

    /** Each is a multiple of {@link Batch#LENGTH}, so that a batch falls into one step of every window. */
    private final long stepMicros;

    Window(Duration length, int steps) {
        this.length = length;
        this.steps = steps;
        this.stepMicros = length.toMillis() * 1000 / steps;
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

    /** The number of the step into which a moment falls. */
    long numberOf(long micros) {
        return Math.floorDiv(micros, stepMicros);
    }

    /** Where a step stands among those of the window. */
    int placeOf(long number) {
        return (int) Math.floorMod(number, (long) steps);
    }

    /** When a step begins. */
    long startOf(long number) {
        return number * stepMicros;
    }
}
