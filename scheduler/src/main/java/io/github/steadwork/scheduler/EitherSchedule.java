package io.github.steadwork.scheduler;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whenever one of several schedules is due; what is due in two of them at the same instant is one fire time. */
record EitherSchedule(ScheduleSpec.Either spec, List<Schedule> schedules) implements Schedule {

    EitherSchedule(ScheduleSpec.Either spec) {
        this(spec, spec.schedules().stream().map(ScheduleSpec::toSchedule).toList());
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return schedules.stream()
                .flatMap(schedule -> schedule.next(after).stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public String describe() {
        return schedules.stream().map(Schedule::describe).collect(Collectors.joining("; or "));
    }

    @Override
    public String toString() {
        return describe();
    }
}
