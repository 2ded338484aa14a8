package io.github.steadwork.event;

import io.github.steadwork.job.DataVolume;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.time.Instant;

/** Something that has happened. */
public sealed interface JobEvent {

    /** Something that has happened to one job. */
    sealed interface OfJob extends JobEvent {
        /** The job. */
        JobId id();

        /** The name of its type. */
        String type();
    }

    /**
     * A job was stored.
     *
     * @param queue the queue it waits in
     */
    record Enqueued(JobId id, String type, String queue) implements OfJob {}

    /** Something that has happened in an attempt, with the job as it was claimed. */
    sealed interface OfAttempt extends OfJob {
        /** The job as it was claimed. */
        JobRecord job();

        @Override
        default JobId id() {
            return job().id();
        }

        @Override
        default String type() {
            return job().request().type();
        }

        /** Which attempt it is, from 1. */
        default int attempt() {
            return job().counters().attempt();
        }
    }

    /** An attempt begins. The one event that is told before its effects: nothing is stored at a start. */
    record Started(JobRecord job) implements OfAttempt {}

    /** A running job said how far it is; told a few times a second at most. */
    record Progressed(JobRecord job, Progress progress) implements OfAttempt {}

    /**
     * An attempt of a job that says what it reads and writes comes to its end; its outcome is told after this.
     *
     * @param volume what it has read and written
     */
    record DataMoved(JobRecord job, DataVolume volume) implements OfAttempt {}

    /**
     * An attempt has ended and its outcome is stored.
     */
    sealed interface Settled extends OfAttempt {
        /** How long the attempt ran; zero if it had not started. */
        Duration ran();

        /** The event that tells of this outcome. */
        static Settled of(JobRecord job, Outcome outcome, Duration ran) {
            if (outcome instanceof Outcome.Succeeded) {
                return new Succeeded(job, ran);
            } else if (outcome instanceof Outcome.Retry retry) {
                return new RetryScheduled(
                        job, ran, retry.error(), job.counters().retriesUsed() + 1, retry.delay());
            } else if (outcome instanceof Outcome.Failed failed) {
                return new Failed(job, ran, failed.error());
            } else if (outcome instanceof Outcome.Cancelled cancelled) {
                return new Cancelled(job, ran, cancelled.reason());
            } else if (outcome instanceof Outcome.Snoozed snoozed) {
                return new Snoozed(job, ran, snoozed.delay());
            } else if (outcome instanceof Outcome.Waiting waiting) {
                return new ChildrenAwaited(job, ran, waiting.children().size());
            } else if (outcome instanceof Outcome.Released released) {
                return new Released(job, ran, released.reason());
            }
            throw new AssertionError("an outcome that is not in the sealed set: " + outcome);
        }
    }

    /** A job is SUCCEEDED. */
    record Succeeded(JobRecord job, Duration ran) implements Settled {}

    /**
     * An attempt failed, and another will follow.
     *
     * @param error what happened
     * @param retry which retry it will be, from 1
     * @param delay how long until then
     */
    record RetryScheduled(JobRecord job, Duration ran, ErrorInfo error, int retry, Duration delay) implements Settled {}

    /**
     * A job is FAILED.
     *
     * @param error what happened
     */
    record Failed(JobRecord job, Duration ran, ErrorInfo error) implements Settled {}

    /**
     * A running job is CANCELLED.
     *
     * @param reason why
     */
    record Cancelled(JobRecord job, Duration ran, String reason) implements Settled {}

    /**
     * A job will be run again later, at its own wish.
     *
     * @param delay how long until then
     */
    record Snoozed(JobRecord job, Duration ran, Duration delay) implements Settled {}

    /**
     * A job is WAITING for jobs that it has asked for.
     *
     * @param children how many they are
     */
    record ChildrenAwaited(JobRecord job, Duration ran, int children) implements Settled {}

    /**
     * A job was given back.
     *
     * @param reason why
     */
    record Released(JobRecord job, Duration ran, String reason) implements Settled {}

    /** A job was not ours any more; what the attempt did was refused, and its result is lost. */
    record LeaseLost(JobRecord job) implements OfAttempt {}

    /**
     * A job goes on although it was interrupted. Its outcome has been decided without it; its thread is left alone, and
     * another takes its slot.
     *
     * @param waited how long it has ignored the interrupt
     */
    record InterruptIgnored(JobRecord job, Duration waited) implements OfAttempt {}

    /**
     * A hook threw; nothing follows from it.
     *
     * @param hook its name, as {@code onSuccess}
     * @param error what it threw
     */
    record HookFailed(JobRecord job, String hook, Throwable error) implements OfAttempt {}

    /**
     * A job was taken back from a worker that is gone.
     *
     * @param worker who had it
     * @param parked whether it is FAILED because it has crashed too often; otherwise it is QUEUED again
     */
    record Reclaimed(JobId id, String type, WorkerId worker, boolean parked) implements OfJob {}

    /** Something that has happened to a schedule. */
    sealed interface OfSchedule extends JobEvent {
        /** Its name. */
        String schedule();
    }

    /**
     * A schedule has advanced, and the job of one of its fire times is stored.
     *
     * @param fireTime which fire time it was
     * @param id the job
     * @param type the job's type
     */
    record ScheduleFired(String schedule, Instant fireTime, JobId id, String type) implements OfSchedule {}

    /**
     * A schedule has passed fire times over.
     *
     * @param count how many
     * @param why what policy said so
     */
    record FiresSkipped(String schedule, long count, String why) implements OfSchedule {}

    /**
     * A schedule could not be fired; its fire time is not lost.
     *
     * @param error why
     * @param retryIn how long until it is tried again
     */
    record ScheduleFailed(String schedule, Throwable error, Duration retryIn) implements OfSchedule {}

    /**
     * A schedule has switched itself off, until somebody resumes it.
     *
     * @param why what had happened
     */
    record ScheduleDisabled(String schedule, String why) implements OfSchedule {}

    /**
     * A pipeline of an orchestrator has moved on.
     *
     * @param pipeline its name
     * @param from the status that it had
     * @param to the status that it has
     * @param why what moved it
     */
    record PipelineMoved(String pipeline, String from, String to, String why) implements JobEvent {}

    /**
     * An orchestrator has seen what must not be, as more pipelines at work than may be.
     *
     * @param what what it saw
     */
    record PipelineAlarm(String what) implements JobEvent {}

    /** Something should be looked at. Told once, by the process that saw it first. */
    record AlertRaised(Alert alert) implements JobEvent {}

    /**
     * What an alert told of is over. Told once, by one process, and not always by the one that raised it.
     *
     * @param lasted how long it was
     */
    record AlertRecovered(Alert alert, Duration lasted) implements JobEvent {}

    /**
     * A listener threw; nothing follows from it.
     *
     * @param listener whose class it was
     * @param event what it was told
     * @param error what it threw
     */
    record ListenerFailed(Class<?> listener, JobEvent event, Throwable error) implements JobEvent {}

    /**
     * The backend did not do what it was asked; it will be asked again, unless the engine ends.
     *
     * @param verb what it was asked
     * @param error what it said
     * @param retryIn how long until it is asked again
     */
    record BackendFailed(String verb, Throwable error, Duration retryIn) implements JobEvent {}

    /**
     * The backend answers again.
     *
     * @param verb what it was asked
     */
    record BackendRecovered(String verb) implements JobEvent {}

    /**
     * A circuit breaker has moved.
     *
     * @param name whose it is: {@code type NAME} or {@code key NAME}
     * @param to {@code open}, {@code probing} or {@code closed}
     * @param why what moved it
     */
    record BreakerMoved(String name, String to, String why) implements JobEvent {}

    /**
     * This worker claims less than it could, or nothing.
     *
     * @param why what it lacks
     */
    record ClaimsReduced(String why) implements JobEvent {}

    /** This worker claims again as much as it can. */
    record ClaimsRestored() implements JobEvent {}

    /**
     * An engine works.
     *
     * @param worker as whom
     * @param slots how many jobs it runs at a time
     */
    record EngineStarted(WorkerId worker, int slots) implements JobEvent {}

    /**
     * This worker was taken for dead and has entered again; what it held is lost.
     *
     * @param before who it was
     * @param worker who it is now
     */
    record WorkerReplaced(WorkerId before, WorkerId worker) implements JobEvent {}

    /** An engine has ended. */
    record EngineStopped(WorkerId worker) implements JobEvent {}
}
