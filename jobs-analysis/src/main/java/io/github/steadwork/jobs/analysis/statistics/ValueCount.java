package io.github.steadwork.jobs.analysis.statistics;

/**
 * A value and how often it occurs.
 *
 * @param value as text
 * @param count how often
 */
public record ValueCount(String value, long count) {}
