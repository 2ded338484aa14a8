package io.github.steadwork.queue;

/**
 * What became of a cancel.
 *
 * @param cancelled how many jobs are CANCELLED now
 * @param requested how many running jobs were asked to end
 */
public record CancelReport(int cancelled, int requested) {}
