/**
 * What a statistics job is asked, and what it answers. Start with
 * {@link io.github.steadwork.jobs.analysis.statistics.StatisticsSpec}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.statistics;

import org.jspecify.annotations.NullMarked;
