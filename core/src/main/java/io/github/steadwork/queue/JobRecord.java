package io.github.steadwork.queue;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as it is stored, at one moment. Immutable: each move makes a new one.
 *
 * @param request what was asked for; queue, priority and tags as they are now
 * @param state where it stands
 * @param runAt when it may run, or might have
 * @param counters how often what has happened
 * @param createdAt when it was stored
 * @param finishedAt when it ended; empty if it has not
 * @param lease who has it; empty if nobody
 * @param error what ended the last attempt that did not succeed, or what the job was ended for while it was not running
 * @param result what it gave back; {@link Payload#NOTHING} if nothing, or not yet
 * @param checkpoint what the next attempt starts from; {@link Payload#NOTHING} if there is nothing
 * @param progress how far it is, as last reported
 */
public record JobRecord(
        StoredRequest request,
        JobState state,
        Instant runAt,
        Counters counters,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Optional<Holder> lease,
        Optional<ErrorInfo> error,
        Payload result,
        Payload checkpoint,
        Progress progress) {

    /**
     * How often what has happened to a job.
     *
     * @param attempt how many claims of it were started, or may have been before their worker died
     * @param retriesUsed how many retries it has used; a redrive sets it to 0
     * @param crashes how many workers died while they ran it; a redrive sets it to 0
     * @param snoozes how often it snoozed
     */
    public record Counters(int attempt, int retriesUsed, int crashes, int snoozes) {

        /** All zero. */
        public static final Counters ZERO = new Counters(0, 0, 0, 0);
    }

    /**
     * Who has a job.
     *
     * @param worker the worker
     * @param token the token of its claim
     * @param claimedAt when it was claimed
     * @param cancelReason why somebody wants it to end; empty if nobody does
     */
    public record Holder(WorkerId worker, long token, Instant claimedAt, Optional<String> cancelReason) {}

    /** The job's id. */
    public JobId id() {
        return request.id();
    }
}
