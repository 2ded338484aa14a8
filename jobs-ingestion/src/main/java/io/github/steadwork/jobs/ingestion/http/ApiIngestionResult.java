package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.steadwork.pipeline.data.CountsRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowCounts;
import java.util.List;
import java.util.Optional;

/**
 * What an {@link ApiIngestionJob} has done.
 *
 * @param streams what was read of each stream, in their order
 * @param rowsRead of all of them
 * @param rowsWritten of all of them
 * @param rowsRejected of all of them
 * @param rowsSkipped of all of them
 * @param output where the rows of the last stream are, for the next job; empty if it had none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiIngestionResult(
        List<ApiStreamResult> streams,
        long rowsRead,
        long rowsWritten,
        long rowsRejected,
        long rowsSkipped,
        Optional<Dataset> output)
        implements CountsRows {

    @Override
    public RowCounts rowCounts() {
        return new RowCounts(rowsRead, rowsWritten, 0, rowsRejected, rowsSkipped);
    }

    static ApiIngestionResult of(List<ApiStreamResult> streams) {
        return new ApiIngestionResult(
                List.copyOf(streams),
                streams.stream().mapToLong(ApiStreamResult::rowsRead).sum(),
                streams.stream().mapToLong(ApiStreamResult::rowsWritten).sum(),
                streams.stream().mapToLong(ApiStreamResult::rowsRejected).sum(),
                streams.stream().mapToLong(ApiStreamResult::rowsSkipped).sum(),
                streams.get(streams.size() - 1).output());
    }
}
