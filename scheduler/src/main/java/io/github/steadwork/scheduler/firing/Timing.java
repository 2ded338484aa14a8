package io.github.steadwork.scheduler.firing;

import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.ScheduleSpec;
import java.time.Instant;
import java.util.Optional;

/** A schedule between its start and its end. */
final class Timing {

    private final Schedule schedule;
    private final Optional<Instant> start;
    private final Optional<Instant> end;
    private final boolean followsRuns;

    Timing(ScheduleSpec spec, Optional<Instant> start, Optional<Instant> end) {
        this.schedule = spec.toSchedule();
        this.start = start;
        this.end = end;
        this.followsRuns = followsRuns(spec);
    }

    /** The first fire time after this instant; empty if there is none any more. */
    Optional<Instant> next(Instant after) {
        Instant from = start.map(first -> first.minusMillis(1))
                .filter(first -> first.isAfter(after))
                .orElse(after);
        return schedule.next(from).filter(fire -> end.isEmpty() || !fire.isAfter(end.get()));
    }

    /** Whether the next fire time depends on when the last run ended. */
    boolean followsRuns() {
        return followsRuns;
    }

    private static boolean followsRuns(ScheduleSpec spec) {
        if (spec instanceof ScheduleSpec.Either either) {
            return either.schedules().stream().anyMatch(Timing::followsRuns);
        }
        if (spec instanceof ScheduleSpec.Except except) {
            return followsRuns(except.schedule());
        }
        return spec instanceof ScheduleSpec.Delay;
    }
}
