/** Measures the data side. Start at {@link io.github.steadwork.benchmarks.data.DataBench}. */
@NullMarked
package io.github.steadwork.benchmarks.data;

import org.jspecify.annotations.NullMarked;
