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
public interface JobQueue extends JobIntake {

    /**
     * New to QUEUED, or to WAITING where a job waits for others that have not ended, or where one of them has ended in a way
     * that the job's {@code ParentPolicy} minds; {@link #unblock} moves it on. A parent is stored already or stands in the same
     * batch, before or after its child. Where an earlier job with the same unique key stands for a parent, its child waits
     * for that one.
     *
     * <p>Changes of documents in the batch are made in the same transaction; if one of them finds another version than it
     * expects, nothing is stored and the receipt says so.
     *
     * @throws IllegalArgumentException if an id is taken or stands twice in the batch, if a parent is unknown (never stored,
     *     or purged since), or if a job would wait for itself; nothing is stored, and the message names the job
     */
    @Override
    EnqueueReceipt enqueue(EnqueueBatch batch);

    /**
     * QUEUED to RUNNING, of due jobs, by queue in the order asked for, then priority, then due time, then order of arrival.
     * Jobs that ask something of the {@link Flow} stand in lanes, which take turns; within a priority they and the others share what
     * is claimed. No job is given out beyond its limits, whoever claims at the same time, nor one that requires what the worker cannot do.
     * Jobs of types that the request does not name stay where they are. A worker that is not entered gets nothing: it was
     * taken for dead, as its next heartbeat tells it.
     */
    ClaimReply claim(ClaimRequest request);

    /** RUNNING stays RUNNING: stores progress and checkpoints, and tells which leases are lost or asked to end. */
    LeaseReport extend(List<LeaseUpdate> updates);

    /**
     * RUNNING to what the outcome says, where the lease is current; tells which were refused.
     *
     * <p>A job that somebody wants to end is not queued again: where its outcome would take it back to QUEUED or to WAITING, it
     * becomes CANCELLED. Checkpoint and progress outlive every outcome but a success, so that a later attempt finds them.
     *
     * <p>A job that has been settled under this very lease already, and has ended in the state of the same outcome, stays as it is,
     * and its lease is not refused: so a settle whose reply was lost can be repeated. The backend knows that as long as it keeps
     * the job.
     */
    SettleReport settle(List<Settlement> settlements);

    /**
     * WAITING and QUEUED to CANCELLED. RUNNING jobs are only asked to end: {@link #extend} tells their worker, and a
     * success that is settled all the same stays one. The reason is kept: as the job's error, of the type
     * {@code cancelled}, or with its lease while it runs. One that was asked before is not asked or counted again.
     *
     * @param limit how many jobs at most
     */
    CancelReport cancel(JobFilter which, String reason, int limit);

    /**
     * RUNNING to QUEUED, of jobs whose worker is gone; to FAILED where such a job has killed its workers too often; to
     * CANCELLED where somebody wanted it to end. No retry is used.
     *
     * <p>Workers that were not heard of for the lease time are struck out of the {@link WorkerDirectory} first, and gone are all
     * that are not entered. Only a job that is known to have started can be blamed for a crash: one that was
     * {@linkplain Claim#suspect suspect} when it was claimed, or whose progress or checkpoint was stored under that lease. Any
     * other may have sat in a buffer: it is suspect from now on. Its claim counts as an attempt, for it may have been one.
     */
    List<Reclaimed> reclaim(ReclaimRule rule);

    /**
     * WAITING to QUEUED, of jobs whose parents have all ended; to FAILED or CANCELLED as soon as a parent has ended
     * otherwise than well and the job's {@code ParentPolicy} says so, with an error that names the parent. WAITING and QUEUED to
     * CANCELLED, of jobs that have not started by their deadline ({@link Flow#startBy}). The due time stays
     * what it was. Nothing but this verb and a cancel takes a job out of WAITING. Jobs that wait for a job that this call ends
     * may be left to the next call, so call until it answers 0.
     *
     * @param limit how many jobs at most
     * @return how many were moved
     */
    int unblock(int limit);

    /**
     * WAITING and QUEUED stay what they are, with another priority, due time, queue or other tags. Of a RUNNING job that was asked to
     * end, checkpoint and progress go where the change says so, and nothing else changes; its attempt may save another checkpoint.
     *
     * @return how many were changed
     */
    int update(JobFilter which, JobChange change, int limit);

    /**
     * FAILED and CANCELLED to QUEUED, with retries and crashes counted from 0 again; due now, or after the change's delay. To
     * WAITING where a parent has not ended, or is redriven by the same call. A deadline does not hold any more. A
     * job whose unique rule finds another one in its way by now stays what it is.
     *
     * @return how many were moved
     */
    int redrive(JobFilter which, JobChange change, int limit);

    /**
     * Deletes jobs that have ended at least so long ago. Left are those that an unfinished job names as a parent, and those
     * whose own unique rule has a window that is still open and minds the state they ended in.
     *
     * @return how many were deleted
     */
    int purge(JobFilter which, Duration endedFor, int limit);
}
