package io.github.steadwork.datajobs;

import io.github.steadwork.job.JobId;
import io.github.steadwork.pipeline.data.RowCounts;
import io.github.steadwork.scheduler.firing.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of a data job, as it was at one moment: an entry of the run log.
 *
 * @param id the job that it is
 * @param job the data job as it was when the run was enqueued
 * @param status where it stands
 * @param trigger what it was started by; MANUAL of one that was enqueued without a schedule
 * @param actor who has triggered or enqueued it; empty if it was due, or if nobody said
 * @param fireTime the fire time that it is for; empty of one that was enqueued without a schedule
 * @param enqueuedAt when it was stored
 * @param startedAt when it began, the last time if it was begun again; empty before that
 * @param finishedAt when it ended; empty before that
 * @param sources what has become of each source, in their order
 * @param message why it did not succeed; otherwise empty
 */
public record DataJobRun(
        JobId id,
        DataJob job,
        RunStatus status,
        RunTrigger trigger,
        Optional<String> actor,
        Optional<Instant> fireTime,
        Instant enqueuedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        List<SourceRun> sources,
        String message) {

    /** How long it took; empty if it has not begun or not ended. */
    public Optional<Duration> duration() {
        return startedAt.flatMap(start -> finishedAt.map(end -> Duration.between(start, end)));
    }

    /** What has become of the rows of all sources. */
    public RowCounts rows() {
        return DataJobResult.sum(sources);
    }

    /** The most memory that one of the sources says. */
    public Optional<Long> memoryBytes() {
        return DataJobResult.most(sources);
    }
}
