package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.JobId;
import java.time.Instant;

/**
 * A run of a pipeline that has ended.
 *
 * @param job the job that did the work
 * @param startedAt when it got the turn
 * @param endedAt when it was seen that it had ended
 * @param left the status that it left the pipeline in
 * @param message what there is to say about it; empty if nothing
 */
public record PipelineRun(JobId job, Instant startedAt, Instant endedAt, PipelineStatus left, String message) {}
