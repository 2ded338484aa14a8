/**
 * What is stored, and the five doors to it. Every backend implements them; none of them knows what moves the jobs.
 *
 * <p>Start at {@link io.github.steadwork.queue.JobQueue}, the heart: ten verbs that move jobs. A
 * {@link io.github.steadwork.queue.QueueBackend} is all five doors of one backend. To write a backend, inherit the contract
 * test of the test kit and make it pass.
 */
@NullMarked
package io.github.steadwork.queue;

import org.jspecify.annotations.NullMarked;
