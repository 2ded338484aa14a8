/**
 * What moves jobs: from a claim through the user's code to a stored outcome.
 *
 * <p>Start at {@link io.github.steadwork.engine.JobEngine}, the composition root; {@link
 * io.github.steadwork.engine.QueueManager} is what applications hold. Inside, {@code JobRunner} is one attempt from door to
 * door; {@code Claimer}, {@code WorkerPool} and {@code Settler} are the way in, through and out; {@code LeaseKeeper} keeps
 * what is held, {@code Housekeeping} takes back what others have lost.
 */
@NullMarked
package io.github.steadwork.engine;

import org.jspecify.annotations.NullMarked;
