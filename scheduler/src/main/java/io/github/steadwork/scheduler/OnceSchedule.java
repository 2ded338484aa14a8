package io.github.steadwork.scheduler;

import java.time.Instant;
import java.util.Optional;

/** One instant. */
record OnceSchedule(ScheduleSpec.Once spec) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        return after.isBefore(spec.at()) ? Optional.of(spec.at()) : Optional.empty();
    }

    @Override
    public String describe() {
        return "Once at " + spec.at();
    }

    @Override
    public String toString() {
        return describe();
    }
}
