/**
 * What a user writes: jobs and requests for them.
 *
 * <p>Start here: make a {@link io.github.steadwork.job.JobType} constant, extend
 * {@link io.github.steadwork.job.BaseJob}, register it with the engine, and enqueue a
 * {@link io.github.steadwork.job.JobRequest}. While it runs, a job talks to its surroundings through
 * {@link io.github.steadwork.job.JobContext} alone.
 */
@NullMarked
package io.github.steadwork.job;

import org.jspecify.annotations.NullMarked;
