package io.github.steadwork.scheduler;

import java.time.Instant;
import java.util.Optional;

/** The instants of a grid: an anchor and every whole period before and after it. */
record IntervalSchedule(ScheduleSpec.Interval spec) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        Instant from = FireTimes.fromStart(after);
        if (from.isAfter(FireTimes.LAST)) {
            return Optional.empty();
        }
        long period = spec.period().toMillis();
        // The millisecond that "from" lies in, rounded down: a tick on it is not after "from".
        long sinceAnchor = from.toEpochMilli() - spec.anchor().toEpochMilli();
        long ticks = Math.floorDiv(sinceAnchor, period) + 1;
        return FireTimes.upToEnd(spec.anchor().plusMillis(ticks * period));
    }

    @Override
    public String describe() {
        return "Every " + DurationWords.of(spec.period()) + " from " + spec.anchor();
    }

    @Override
    public String toString() {
        return describe();
    }
}
