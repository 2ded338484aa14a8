package io.github.steadwork.scheduler;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** So long after the instant asked for, which is the end of the last run. */
record DelaySchedule(ScheduleSpec.Delay spec) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        Instant from = FireTimes.fromStart(after);
        if (from.isAfter(FireTimes.LAST)) {
            return Optional.empty();
        }
        Instant exact = from.plus(spec.delay());
        // Whole milliseconds survive every database; up, since a delay is at least what it says.
        Instant floor = exact.truncatedTo(ChronoUnit.MILLIS);
        return FireTimes.upToEnd(floor.equals(exact) ? exact : floor.plusMillis(1));
    }

    @Override
    public String describe() {
        return DurationWords.of(spec.delay()) + " after the end of the last run";
    }

    @Override
    public String toString() {
        return describe();
    }
}
