package io.github.steadwork.jobs.ingestion.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.steadwork.pipeline.data.CountsRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowCounts;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link DatabaseIngestionJob} has done.
 *
 * @param sources what was read of each source, in their order
 * @param rowsRead of all of them
 * @param rowsWritten of all of them
 * @param rowsUpdated of all of them
 * @param rowsSkipped of all of them
 * @param output where the rows of the only source are, for the next job; empty if there are several
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseIngestionResult(
        List<SourceResult> sources,
        long rowsRead,
        long rowsWritten,
        long rowsUpdated,
        long rowsSkipped,
        Optional<Dataset> output)
        implements CountsRows {

    @Override
    public RowCounts rowCounts() {
        return new RowCounts(rowsRead, rowsWritten - rowsUpdated, rowsUpdated, 0, rowsSkipped);
    }

    static DatabaseIngestionResult of(List<SourceResult> sources) {
        return new DatabaseIngestionResult(
                List.copyOf(sources),
                sources.stream().mapToLong(SourceResult::rowsRead).sum(),
                sources.stream().mapToLong(SourceResult::rowsWritten).sum(),
                sources.stream().mapToLong(SourceResult::rowsUpdated).sum(),
                sources.stream().mapToLong(SourceResult::rowsSkipped).sum(),
                sources.size() == 1 ? Optional.of(sources.get(0).output()) : Optional.empty());
    }
}
