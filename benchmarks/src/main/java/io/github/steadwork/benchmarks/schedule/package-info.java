/** Measures schedules. Start at {@link io.github.steadwork.benchmarks.schedule.ScheduleBench}. */
@NullMarked
package io.github.steadwork.benchmarks.schedule;

import org.jspecify.annotations.NullMarked;
