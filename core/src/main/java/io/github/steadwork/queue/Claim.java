package io.github.steadwork.queue;

/**
 * A job that was won.
 *
 * @param job as it is now: RUNNING, with its attempt counted
 * @param lease what every later write has to show
 * @param suspect whether it was in the hands of a worker that died, so that it may have been the cause. It has been marked
 *     as started and is to be started at once, so that a crash now counts.
 */
public record Claim(JobRecord job, Lease lease, boolean suspect) {}
