package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;
import java.util.Optional;

/**
 * What was read of one stream.
 *
 * @param name of the stream
 * @param calls how many pages were read
 * @param callsReused how many of them were answered from what was known before
 * @param bytesRead how many bytes the pages had, unpacked
 * @param rowsRead how many records they had
 * @param rowsWritten how many of them are in the output
 * @param rowsRejected how many were no rows
 * @param rowsSkipped how many were left out, since an earlier run had read them
 * @param bytesWritten how many bytes the output has
 * @param duration how long the attempt took that has ended it
 * @param watermark up to which value of the incremental field has been read; empty of one that is read in full, or was empty
 * @param output where the rows are; empty if there was no record to take columns from, so that nothing was written
 * @param rejectsFile the file with the records that were no rows; empty if there was none, or if they were not to be kept
 * @param rawFolder where the answers are, if they were to be kept
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiStreamResult(
        String name,
        long calls,
        long callsReused,
        long bytesRead,
        long rowsRead,
        long rowsWritten,
        long rowsRejected,
        long rowsSkipped,
        long bytesWritten,
        Duration duration,
        Optional<String> watermark,
        Optional<Dataset> output,
        Optional<String> rejectsFile,
        Optional<String> rawFolder) {}
