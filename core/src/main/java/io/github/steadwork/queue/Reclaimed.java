package io.github.steadwork.queue;

import io.github.steadwork.job.JobId;

/**
 * A job that was taken back from a worker that is gone.
 *
 * @param id the job
 * @param type the name of its type
 * @param worker who had it
 * @param parked whether it has crashed too often and is FAILED now; otherwise it is QUEUED, or CANCELLED if
 *     somebody wanted that
 */
public record Reclaimed(JobId id, String type, WorkerId worker, boolean parked) {}
