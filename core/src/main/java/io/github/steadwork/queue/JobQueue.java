package io.github.steadwork.queue;

import java.time.Duration;
import java.util.List;

/**
 * Moves jobs. Ten verbs, each with the states that it moves from and to; reading is {@link JobInspector}'s business.
 *
 * <p>Invariants that every backend keeps, whatever threads, processes or crashes come between:
 *
 * <ul>
 *   <li>Each verb is atomic: it has happened wholly or not at all.
 *   <li>A job has at most one current lease. Only {@code claim} makes one, with a token that is never used again.
 *   <li>Every write after a claim shows its lease and is refused where that is not current. So a worker that was taken for
 *       dead, paused or cut off cannot overwrite what its successor did.
 *   <li>Time is the backend's own: callers give lengths, or instants that mean the same on every clock.
 * </ul>
 *
 * <p>Safe for use by many threads. A backend that cannot be reached throws {@link JobQueueException}; then the caller does
 * not know whether the verb has happened, and repeats it: {@code enqueue} as {@linkplain EnqueueBatch#repeated repeated},
 * {@code settle} and {@code extend} as they were, {@code claim} under a new token.
 */
public interface JobQueue {

    /**
     * New to QUEUED, or to WAITING where a job waits for others that have not ended.
     *
     * <p>Changes of documents in the batch are made in the same transaction; if one of them finds another version than it
     * expects, nothing is stored and the receipt says so.
     */
    EnqueueReceipt enqueue(EnqueueBatch batch);

    /**
     * QUEUED to RUNNING, of due jobs, by queue in the order asked for, then priority, then due time, then order of arrival.
     * Jobs of types that the request does not name stay where they are.
     */
    ClaimReply claim(ClaimRequest request);

    /** RUNNING stays RUNNING: stores progress and checkpoints, and tells which leases are lost or asked to end. */
    LeaseReport extend(List<LeaseUpdate> updates);

    /** RUNNING to what the outcome says, where the lease is current; tells which were refused. */
    SettleReport settle(List<Settlement> settlements);

    /**
     * WAITING and QUEUED to CANCELLED. RUNNING jobs are only asked to end: {@link #extend} tells their worker, and a
     * success that is settled all the same stays one.
     *
     * @param limit how many jobs at most
     */
    CancelReport cancel(JobFilter which, String reason, int limit);

    /**
     * RUNNING to QUEUED, of jobs whose worker is gone; to FAILED where such a job has killed its workers too often.
     * No retry is used.
     */
    List<Reclaimed> reclaim(ReclaimRule rule);

    /**
     * WAITING to QUEUED, of jobs whose parents have all ended; to FAILED or CANCELLED where a parent did not succeed and
     * the job's {@code ParentPolicy} says so.
     *
     * @param limit how many jobs at most
     * @return how many were moved
     */
    int unblock(int limit);

    /**
     * WAITING and QUEUED stay what they are, with another priority, due time, queue or other tags.
     *
     * @return how many were changed
     */
    int update(JobFilter which, JobChange change, int limit);

    /**
     * FAILED and CANCELLED to QUEUED, with retries and crashes counted from 0 again.
     *
     * @return how many were moved
     */
    int redrive(JobFilter which, JobChange change, int limit);

    /**
     * Deletes jobs that have ended at least so long ago. A job that an unfinished one waits for is left.
     *
     * @return how many were deleted
     */
    int purge(JobFilter which, Duration endedFor, int limit);
}
