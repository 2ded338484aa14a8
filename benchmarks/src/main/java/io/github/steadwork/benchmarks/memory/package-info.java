/** Measures the in-memory backend. Start at {@link io.github.steadwork.benchmarks.memory.MemoryBench}. */
@NullMarked
package io.github.steadwork.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
