package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one pipeline stands, as it is stored. Every move goes through {@link #to}, which knows the legal ones.
 *
 * @param since when it came there
 * @param message what there is to say about that; empty if nothing
 * @param turn while it is PENDING: for what it waits
 * @param work while it is RUNNING: what does the work
 * @param retries how many runs have not succeeded since one did
 * @param resumes the job from whose checkpoint the next run begins
 * @param last the last run that has ended
 */
record Entry(
        PipelineStatus status,
        Instant since,
        String message,
        Optional<Turn> turn,
        Optional<Work> work,
        int retries,
        Optional<JobId> resumes,
        Optional<PipelineRun> last,
        PipelineMetrics metrics) {

    /**
     * A place in the queue.
     *
     * @param since since when it waits
     * @param notBefore when it may have its turn
     * @param forced whether somebody wants it next, whatever it depends on
     */
    record Turn(Instant since, Instant notBefore, boolean forced) {}

    /**
     * A run.
     *
     * @param ending why it is asked to end; empty as long as it is not
     */
    record Work(JobId job, Instant startedAt, Optional<Ending> ending) {}

    /** Why a run is asked to end. */
    record Ending(Reason reason, String message) {}

    /** Who wants a run to end. */
    enum Reason {
        /** Somebody. */
        STOPPED,
        /** It has taken too long. */
        STUCK,
        /** Its worker is gone. */
        LOST
    }

    static Entry create(Instant now) {
        return new Entry(
                PipelineStatus.NOT_STARTED,
                now,
                "",
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                PipelineMetrics.NONE);
    }

    /** The one way from a status to another; what belongs to the old one is left behind. */
    private Entry to(PipelineStatus next, Instant now, String why) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("a pipeline that is " + status + " cannot become " + next);
        }
        return new Entry(next, now, why, Optional.empty(), Optional.empty(), retries, resumes, last, metrics);
    }

    Entry pending(Instant now, Instant notBefore, String why) {
        return to(PipelineStatus.PENDING, now, why).turn(new Turn(now, notBefore, false));
    }

    Entry turn(Turn other) {
        return new Entry(status, since, message, Optional.of(other), work, retries, resumes, last, metrics);
    }

    Entry running(JobId job, Instant now) {
        Entry moved = to(PipelineStatus.RUNNING, now, "");
        return moved.work(new Work(job, now, Optional.empty()));
    }

    Entry ending(Reason reason, String why) {
        Work running = work.orElseThrow();
        return work(new Work(running.job, running.startedAt, Optional.of(new Ending(reason, why))));
    }

    private Entry work(Work other) {
        return new Entry(status, since, message, turn, Optional.of(other), retries, resumes, last, metrics);
    }

    Entry paused(Instant now, String why) {
        return to(PipelineStatus.PAUSED, now, why);
    }

    Entry unpausedAsFinished(Instant now, String why) {
        return to(PipelineStatus.FINISHED, now, why);
    }

    Entry retries(int count) {
        return new Entry(status, since, message, turn, work, count, resumes, last, metrics);
    }

    private Entry resumes(Optional<JobId> job) {
        return new Entry(status, since, message, turn, work, retries, job, last, metrics);
    }

    /** Its run has done its work. */
    Entry succeeded(Instant now) {
        return over(PipelineStatus.FINISHED, now, "", true).retries(0).resumes(Optional.empty());
    }

    /** Its run has failed. */
    Entry failed(Instant now, String why, Optional<JobId> checkpoint) {
        return over(PipelineStatus.FAILED, now, why, false).resumes(checkpoint);
    }

    /** Its run was stopped, for good. */
    Entry aborted(Instant now, String why) {
        return over(PipelineStatus.FINISHED, now, why, false).retries(0).resumes(Optional.empty());
    }

    /** Its run was interrupted, and another one follows. */
    Entry interrupted(Instant now, Duration pause, String why, Optional<JobId> checkpoint) {
        return over(PipelineStatus.PENDING, now, why, false)
                .turn(new Turn(now, now.plus(pause), false))
                .retries(retries + 1)
                .resumes(checkpoint);
    }

    private Entry over(PipelineStatus next, Instant now, String why, boolean success) {
        Work done = work.orElseThrow();
        PipelineRun run = new PipelineRun(done.job, done.startedAt, now, next, why);
        PipelineMetrics counted =
                metrics.ended(Duration.between(done.startedAt, now), success, next == PipelineStatus.FAILED, now);
        Entry moved = to(next, now, why);
        return new Entry(next, now, why, moved.turn, moved.work, retries, resumes, Optional.of(run), counted);
    }
}
