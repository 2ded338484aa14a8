/**
 * The job that groups rows and computes one row for each group.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.processing.aggregate.AggregationSpec#builder}, with the
 * {@link io.github.steadwork.jobs.processing.aggregate.Measure}s to compute, and
 * {@link io.github.steadwork.jobs.processing.aggregate.DataAggregationJob}. What a measure keeps of a group is a {@code
 * ...State}, which can be merged with another one, written and read.
 */
@NullMarked
package io.github.steadwork.jobs.processing.aggregate;

import org.jspecify.annotations.NullMarked;
