package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import java.util.List;

/**
 * One box of a box chart.
 *
 * @param name of the category
 * @param count how many numbers it stands for
 * @param numbers what is known of them
 * @param outliers those to be shown as points
 */
public record BoxPlot(String name, long count, NumberStatistics numbers, List<Double> outliers) {}
