/**
 * Arithmetic that statistics and charts share, not exported: moments, sorted numbers that spill, nice scales. Start with
 * {@link io.github.steadwork.jobs.analysis.numbers.SortedKeys}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.numbers;

import org.jspecify.annotations.NullMarked;
