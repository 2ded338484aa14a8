/** Meters of an engine, by Micrometer. Start at {@link io.github.steadwork.metrics.JobMetrics}, which is also their table. */
@NullMarked
package io.github.steadwork.metrics;

import org.jspecify.annotations.NullMarked;
