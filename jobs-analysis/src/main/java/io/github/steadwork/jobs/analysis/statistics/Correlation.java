package io.github.steadwork.jobs.analysis.statistics;

import java.util.Optional;

/**
 * How two columns of numbers go together, over the rows that have both.
 *
 * @param x a column
 * @param y another column
 * @param rows how many rows have both
 * @param pearson Pearson's coefficient, from -1 to 1; empty for fewer than two rows, or if one does not vary
 * @param spearman the same of their ranks, in which equal numbers share the mean of theirs: 1 or -1 if the one always grows or
 *     always falls with the other; empty also if it was not asked for
 */
public record Correlation(String x, String y, long rows, Optional<Double> pearson, Optional<Double> spearman) {}
