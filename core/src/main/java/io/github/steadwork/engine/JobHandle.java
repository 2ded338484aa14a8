package io.github.steadwork.engine;

import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An enqueued job, seen from outside. Safe for use by many threads; it holds no state of its own. */
public final class JobHandle<R extends @Nullable Object> {

    private final JobId id;
    private final JobType<?, R> type;
    private final EnqueueReceipt.Result enqueued;
    private final boolean stored;
    private final QueueManager jobs;

    /** Of a job of which it is not known whether it has been stored. */
    JobHandle(JobId id, JobType<?, R> type, EnqueueReceipt.Result enqueued, QueueManager jobs) {
        this(id, type, enqueued, false, jobs);
    }

    JobHandle(JobId id, JobType<?, R> type, EnqueueReceipt.Result enqueued, boolean stored, QueueManager jobs) {
        this.id = id;
        this.type = type;
        this.enqueued = enqueued;
        this.stored = stored;
        this.jobs = jobs;
    }

    /** The job's id; that of the earlier job if a unique rule has kept or replaced one. */
    public JobId id() {
        return id;
    }

    /** What the enqueue did: whether this is a new job, an earlier one that a unique rule has kept or replaced, or none. */
    public EnqueueReceipt.Result enqueued() {
        return enqueued;
    }

    /** The job as it is stored now; empty if it is stored no more. */
    public Optional<JobRecord> find() {
        return jobs.find(id);
    }

    /**
     * Where the job stands now.
     *
     * @throws IllegalStateException if it is stored no more
     */
    public JobState state() {
        return find().orElseThrow(() -> new IllegalStateException("job " + id + " is stored no more"))
                .state();
    }

    /**
     * Waits until the job has ended, in whichever process.
     *
     * @return what it gave back; {@code null} for nothing
     * @throws JobFailedException if it has ended FAILED or CANCELLED, or a limit has dropped it
     * @throws JobTimeoutException if it has not ended within the timeout; it goes on
     * @throws IllegalStateException if it is stored no more: it has been purged, or has ended on a queue that does not keep jobs that
     *     succeed
     * @throws InterruptedException if this thread is interrupted
     */
    public @Nullable R await(Duration timeout) throws InterruptedException {
        if (enqueued == EnqueueReceipt.Result.DROPPED) {
            throw new JobFailedException(id, JobState.CANCELLED, "it was dropped: its limit was reached", null);
        }
        Waiters.End ended = jobs.waiters()
                .await(id, timeout, stored)
                .orElseThrow(() -> new JobTimeoutException("job " + id + " has not ended within " + timeout));
        if (ended.state() != JobState.SUCCEEDED) {
            String why = ended.error().map(ErrorInfo::toString).orElse("no reason was given");
            throw new JobFailedException(id, ended.state(), why, null);
        }
        PayloadCodec codec = jobs.codec();
        return codec.decode(ended.result(), type.resultClass());
    }

    /**
     * Calls the job off: at once if it has not started; otherwise it is asked to end.
     *
     * @return whether there was anything left to call off
     */
    public boolean cancel(String reason) {
        return jobs.cancel(id, reason);
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
