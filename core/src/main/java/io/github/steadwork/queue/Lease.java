package io.github.steadwork.queue;

import io.github.steadwork.job.JobId;

/**
 * The right to write to a job, won by a claim. It is current until the job is settled or reclaimed, and never again.
 *
 * @param job the job
 * @param token the token of the claim, chosen at random by the worker for that one call of {@link JobQueue#claim}
 */
public record Lease(JobId job, long token) {}
