/** Measures durable queues on PostgreSQL. Start at {@link io.github.steadwork.benchmarks.queue.QueueBench}. */
@NullMarked
package io.github.steadwork.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
