package io.github.steadwork.jobs.processing.sort;

import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;

/**
 * What {@link DataSortJob} has done.
 *
 * @param rowsRead all rows that were looked at, good and bad
 * @param rowsWritten those that were written, in order
 * @param rowsRejected those that could not be used
 * @param bytesWritten the size of the output
 * @param duration how long it took
 * @param output the rows
 */
public record SortResult(
        long rowsRead, long rowsWritten, long rowsRejected, long bytesWritten, Duration duration, Dataset output) {}
