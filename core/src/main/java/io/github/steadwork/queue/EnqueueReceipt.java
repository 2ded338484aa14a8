package io.github.steadwork.queue;

import io.github.steadwork.job.JobId;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param accepted false if a document had changed meanwhile, so that nothing was stored
 * @param jobs what became of each job, in the order of the batch; empty if not accepted
 */
public record EnqueueReceipt(boolean accepted, List<Enqueued> jobs) {

    /** Nothing was stored: a document had changed meanwhile. */
    public static final EnqueueReceipt NOT_ACCEPTED = new EnqueueReceipt(false, List.of());

    /** Makes the list immutable. */
    public EnqueueReceipt {
        jobs = List.copyOf(jobs);
    }

    /**
     * What became of one job.
     *
     * @param id the job that stands for it from now on: itself, or the earlier one that was kept or replaced
     * @param result what was done
     */
    public record Enqueued(JobId id, Result result) {}

    /** What was done with a job of a batch. */
    public enum Result {
        /** It is stored. */
        STORED,
        /** It had been stored by an earlier try. */
        ALREADY_STORED,
        /** An earlier job with the same unique key was kept instead. */
        KEPT_EARLIER,
        /** An earlier job with the same unique key has taken over its payload, due time and priority. */
        REPLACED_EARLIER,
        /** It was refused because of an earlier job with the same unique key. */
        REFUSED,
        /** It was not stored: as many as one of its limits allows were unfinished. */
        DROPPED
    }
}
