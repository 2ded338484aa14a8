/**
 * Working on more rows than memory holds: a budget, and what goes to disk past it.
 *
 * <p>Start here: one {@link io.github.steadwork.pipeline.spill.MemoryBudget} and one
 * {@link io.github.steadwork.pipeline.spill.SpillFolder} for each run; then
 * {@link io.github.steadwork.pipeline.spill.RowSorter} to sort,
 * {@link io.github.steadwork.pipeline.spill.RowPartitions} to group, and
 * {@link io.github.steadwork.pipeline.spill.Accumulator} for what is computed from groups.
 */
@NullMarked
package io.github.steadwork.pipeline.spill;

import org.jspecify.annotations.NullMarked;
