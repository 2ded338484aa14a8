package io.github.steadwork.scheduler;

import java.time.Instant;
import java.util.Optional;

/** The span that fire times lie in; within it no calculation in seconds or milliseconds overflows. */
final class FireTimes {

    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private FireTimes() {}

    /** This instant, or the one before the span if it is earlier than that. */
    static Instant fromStart(Instant after) {
        return after.isBefore(FIRST) ? FIRST.minusNanos(1) : after;
    }

    /** This fire time, if it lies in the span. */
    static Optional<Instant> upToEnd(Instant fire) {
        return fire.isAfter(LAST) ? Optional.empty() : Optional.of(fire);
    }
}
