package io.github.steadwork.scheduler.firing;

import io.github.steadwork.job.JobId;
import java.time.Instant;
import java.util.Optional;

/**
 * One job that a schedule has enqueued.
 *
 * @param id the job
 * @param fireTime the fire time that it is for; of a manual one, when it was triggered
 * @param trigger what it was started by
 * @param actor who has triggered it; empty if it was due, or if nobody said
 * @param state what became of it
 * @param finishedAt when it ended; empty if it has not, or if that is not known
 */
public record ScheduledRun(
        JobId id,
        Instant fireTime,
        RunTrigger trigger,
        Optional<String> actor,
        RunState state,
        Optional<Instant> finishedAt) {

    boolean isOpen() {
        return state == RunState.OPEN;
    }

    ScheduledRun ended(RunState how, Optional<Instant> at) {
        return new ScheduledRun(id, fireTime, trigger, actor, how, at);
    }
}
