package io.github.steadwork.job;

import io.github.steadwork.retry.RetryPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job: the one method that does the work, and hooks around it.
 *
 * <p>One instance serves all jobs of its type on all threads, so keep what belongs to one run in {@link JobContext} or in
 * local variables. {@code execute} may be called again for the same job after an error, and after a crash even if it had
 * come to its end: let its effects be repeatable.
 *
 * <p>Hooks cannot change what becomes of the job. One that throws is reported with its stack and harms nobody. The hooks
 * of the end ({@link #onSuccess}, {@link #onFailure}, {@link #onRetry}) run after the outcome has been stored, at most
 * once, in the process that stored it; what must not be lost after a job belongs into a dependent job instead.
 *
 * @param <P> what the job is given
 * @param <R> what it gives back; {@code Void} for nothing
 */
public abstract class BaseJob<P, R extends @Nullable Object> {

    private final JobType<P, R> type;

    /** For subclasses: with the constant that names this kind of job. */
    protected BaseJob(JobType<P, R> type) {
        this.type = Objects.requireNonNull(type, "type");
    }

    /** A job from a lambda. */
    public static <P, R extends @Nullable Object> BaseJob<P, R> of(JobType<P, R> type, JobFunction<P, R> work) {
        return new LambdaJob<>(type, work);
    }

    /** The constant that names this kind of job. */
    public final JobType<P, R> type() {
        return type;
    }

    /**
     * Does the work, on a worker's thread, which is interrupted when the job is cancelled or times out.
     *
     * @return the result, which is stored and given to whoever waits; {@code null} for none
     * @throws Exception any error; the retry policy decides what follows
     */
    protected abstract @Nullable R execute(P params, JobContext context) throws Exception;

    /** Called before {@link #execute}, in every attempt, on the same thread. */
    protected void onStart(P params, JobContext context) throws Exception {}

    /** Called when the success has been stored. */
    protected void onSuccess(P params, @Nullable R result, JobContext context) throws Exception {}

    /** Called when the failure has been stored: after the last attempt, not after each. */
    protected void onFailure(P params, Throwable error, JobContext context) throws Exception {}

    /** Called when a retry has been stored, before it is due. */
    protected void onRetry(P params, RetryNotice notice, JobContext context) throws Exception {}

    /**
     * Runs the job right here, on this thread, with retries and hooks, without any queue. Between retries the thread
     * waits. Checkpoints live as long as this call. The type's timeout is not enforced: the thread is the caller's.
     *
     * <p>An interrupt ends the wait between retries, and the run. Snoozing and waiting for other jobs need an engine: a
     * job that tries fails here.
     *
     * @return the result
     * @throws JobFailedException when the last attempt has failed, with its error as the cause; or when the job
     *     cancelled itself, without one
     */
    public final @Nullable R run(P params) {
        return run(params, type.options().retry().orElse(RetryPolicy.DEFAULT));
    }

    /** As {@link #run(Object)}, under another retry policy. */
    public final @Nullable R run(P params, RetryPolicy retry) {
        return new DirectRun<>(this, params).run(retry);
    }

    private static final class LambdaJob<P, R extends @Nullable Object> extends BaseJob<P, R> {

        private final JobFunction<P, R> work;

        LambdaJob(JobType<P, R> type, JobFunction<P, R> work) {
            super(type);
            this.work = Objects.requireNonNull(work, "work");
        }

        @Override
        protected @Nullable R execute(P params, JobContext context) throws Exception {
            return work.execute(params, context);
        }
    }
}
