package io.github.steadwork.scheduler.firing;

import io.github.steadwork.scheduler.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody has said of a schedule, as it is stored.
 *
 * @param template what it enqueues; empty if that is computed
 * @param declared whether it comes from a program's declarations
 */
record Definition(
        ScheduleSpec schedule,
        Optional<Template> template,
        MisfirePolicy misfire,
        int misfiresAtMost,
        OverlapPolicy overlap,
        Duration jitter,
        Optional<Instant> start,
        Optional<Instant> end,
        int disableAfter,
        boolean declared) {

    Timing timing() {
        return new Timing(schedule, start, end);
    }

    Definition at(ScheduleSpec other) {
        return new Definition(
                other, template, misfire, misfiresAtMost, overlap, jitter, start, end, disableAfter, declared);
    }

    boolean isDueAsMuchAs(Definition other) {
        return schedule.equals(other.schedule) && start.equals(other.start) && end.equals(other.end);
    }
}
