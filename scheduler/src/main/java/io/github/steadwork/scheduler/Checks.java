package io.github.steadwork.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What the numbers of a schedule may be. */
final class Checks {

    private static final Duration LONGEST_PERIOD = Duration.ofDays(36_525);

    private Checks() {}

    static void range(String what, int number, int first, int last) {
        if (number < first || number > last) {
            throw new IllegalArgumentException(what + " is " + number + ", allowed is " + first + " to " + last);
        }
    }

    static void wholeSeconds(LocalTime at) {
        Objects.requireNonNull(at, "at");
        if (!at.equals(at.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("at is " + at + ", allowed are whole seconds");
        }
    }

    static void period(String what, Duration period) {
        Objects.requireNonNull(period, what);
        boolean wholeMillis = period.equals(period.truncatedTo(ChronoUnit.MILLIS));
        boolean tooLong = period.compareTo(LONGEST_PERIOD) > 0;
        if (period.isNegative() || period.isZero() || tooLong || !wholeMillis) {
            throw new IllegalArgumentException(
                    what + " is " + period + ", allowed is 1 ms to 100 years in whole milliseconds");
        }
    }

    static void fireTime(String what, Instant instant) {
        Objects.requireNonNull(instant, what);
        boolean outside = instant.isBefore(FireTimes.FIRST) || instant.isAfter(FireTimes.LAST);
        if (outside || !instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException(what + " is " + instant + ", allowed is " + FireTimes.FIRST + " to "
                    + FireTimes.LAST + " in whole milliseconds");
        }
    }
}
