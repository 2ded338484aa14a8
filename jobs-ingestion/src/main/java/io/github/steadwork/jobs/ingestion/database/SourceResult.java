package io.github.steadwork.jobs.ingestion.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;
import java.util.Optional;

/**
 * What was read of one source.
 *
 * @param name of the source
 * @param rowsRead how many rows the database gave
 * @param rowsWritten how many of them are in the output
 * @param rowsUpdated how many of those have taken the place of others with the same keys, in a table that they are upserted into
 * @param rowsSkipped how many were left out: read by an earlier run, or without a value in the incremental column
 * @param rowsDeleted how many were deleted from the output, since the source has them no more
 * @param bytesWritten how many bytes a file has; 0 of a table
 * @param duration how long the attempt took that has ended it
 * @param watermark up to which value of the incremental column has been read; empty of one that is read in full, or was empty
 * @param output where the rows are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SourceResult(
        String name,
        long rowsRead,
        long rowsWritten,
        long rowsUpdated,
        long rowsSkipped,
        long rowsDeleted,
        long bytesWritten,
        Duration duration,
        Optional<String> watermark,
        Dataset output) {}
