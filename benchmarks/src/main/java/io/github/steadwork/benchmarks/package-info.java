/** Measures Steadwork beside its peers in one run. Start at {@link io.github.steadwork.benchmarks.Bench}. */
@NullMarked
package io.github.steadwork.benchmarks;

import org.jspecify.annotations.NullMarked;
