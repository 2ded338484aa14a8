package io.github.steadwork.jobs.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.steadwork.pipeline.data.CountsRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowCounts;
import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link FileIngestionJob} has done.
 *
 * @param files how many files were read
 * @param rowsRead how many rows were in them, good and bad
 * @param rowsWritten how many of them are in the output
 * @param rowsRejected how many could not be read
 * @param bytesRead how many bytes the files have, as they are stored
 * @param bytesWritten how many bytes the output has
 * @param duration how long it took
 * @param output where the rows are; empty if no file was new, so that nothing was written
 * @param rejectsFile the file with the rows that could not be read; empty if there was none, or if they were not to be kept
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FileIngestionResult(
        int files,
        long rowsRead,
        long rowsWritten,
        long rowsRejected,
        long bytesRead,
        long bytesWritten,
        Duration duration,
        Optional<Dataset> output,
        Optional<String> rejectsFile)
        implements CountsRows {

    @Override
    public RowCounts rowCounts() {
        return new RowCounts(rowsRead, rowsWritten, 0, rowsRejected, 0);
    }
}
