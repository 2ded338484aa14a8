package io.github.steadwork.engine;

import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.RunLog;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of a job: what started it, its attempts with what they said and used, and what was done to it by hand. Its
 * output and its last error are in the job.
 *
 * @param job the job as it is stored now
 * @param trigger what started it
 * @param runs its attempts, oldest first; those that have ended, and the running one once it has said something
 * @param acts what somebody did to it, oldest first; as {@code cancel: not needed}
 */
public record JobHistory(JobRecord job, Trigger trigger, List<Run> runs, List<RunLog.Stored> acts) {

    /** Makes the lists immutable. */
    public JobHistory {
        runs = List.copyOf(runs);
        acts = List.copyOf(acts);
    }

    /** What started a job. */
    public enum Trigger {
        /** The application enqueued it. */
        APPLICATION,
        /** Somebody enqueued it by hand. */
        BY_HAND,
        /** A schedule was due. */
        SCHEDULE,
        /** It follows other jobs. */
        WORKFLOW;

        static Trigger of(JobRecord job) {
            if (job.request().headers().containsKey(JobRequest.ACTOR_HEADER)) {
                return BY_HAND;
            } else if (job.request().headers().containsKey(JobRequest.SCHEDULE_HEADER)) {
                return SCHEDULE;
            }
            return job.request().parents().isEmpty() ? APPLICATION : WORKFLOW;
        }
    }

    /**
     * One attempt.
     *
     * @param attempt which one, from 1; all after the first are retries, or follow a crash, a snooze or a redrive
     * @param ended who made it, when, and how it ended; empty while it runs
     * @param log what it said, oldest first, as far as it is kept; stored about half a second after it was said
     * @param use what it used; empty for short attempts, and for the first of a type that is long, unless they say what they read and write
     */
    public record Run(int attempt, Optional<AttemptRecord> ended, List<RunLog.Stored> log, Optional<ResourceUse> use) {

        /** Makes the list immutable. */
        public Run {
            log = List.copyOf(log);
        }
    }
}
