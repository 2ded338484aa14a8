package io.github.steadwork.datajobs;

import io.github.steadwork.pipeline.data.RowCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a data job has come to.
 *
 * @param status how it has ended
 * @param startedAt when it began, the last time if it was begun again
 * @param sources what has become of each source, in their order
 */
public record DataJobResult(RunStatus status, Instant startedAt, List<SourceRun> sources) {

    static DataJobResult of(Instant startedAt, List<SourceRun> sources) {
        RunStatus status =
                RunStatus.worst(sources.stream().map(SourceRun::status).toList());
        return new DataJobResult(status, startedAt, List.copyOf(sources));
    }

    /** What has become of the rows of all sources. */
    public RowCounts rows() {
        return sum(sources);
    }

    /** The most memory that one of the sources says. */
    public Optional<Long> memoryBytes() {
        return most(sources);
    }

    static RowCounts sum(List<SourceRun> sources) {
        return sources.stream().map(SourceRun::rows).reduce(RowCounts.NONE, RowCounts::plus);
    }

    static Optional<Long> most(List<SourceRun> sources) {
        return sources.stream().flatMap(source -> source.memoryBytes().stream()).max(Comparator.naturalOrder());
    }

    /** What has not succeeded, for people; empty if all has. */
    String troubles() {
        List<String> troubles = sources.stream()
                .filter(source -> source.status() != RunStatus.SUCCESS)
                .map(source -> source.name() + " " + source.status() + ": " + source.message())
                .toList();
        return troubles.isEmpty()
                ? ""
                : "of " + sources.size() + " sources " + troubles.size() + " did not succeed; "
                        + String.join("; ", troubles);
    }
}
