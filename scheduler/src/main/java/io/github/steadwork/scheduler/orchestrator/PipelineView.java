package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A pipeline, as it was at one moment.
 *
 * @param name its name
 * @param status where it stands
 * @param since when it came there
 * @param message what there is to say about that; empty if nothing
 * @param job the job that does the work, while it is RUNNING
 * @param nextRun when it may have its turn, or will be due; empty while it is RUNNING or PAUSED, or if it stays FAILED
 * @param waitsFor the dependencies that are not FINISHED
 * @param retries how many runs have not succeeded since one did
 * @param lastRun the last run that has ended
 * @param metrics what has become of all runs
 */
public record PipelineView(
        String name,
        PipelineStatus status,
        Instant since,
        String message,
        Optional<JobId> job,
        Optional<Instant> nextRun,
        Set<String> waitsFor,
        int retries,
        Optional<PipelineRun> lastRun,
        PipelineMetrics metrics) {

    /** Makes the set immutable. */
    public PipelineView {
        waitsFor = Set.copyOf(waitsFor);
    }
}
