package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;

/**
 * What {@link DataAggregationJob} has done.
 *
 * @param rowsRead all rows that were looked at, good and bad
 * @param rowsRejected those that could not be read, or for which an expression had no value
 * @param groups how many groups there were
 * @param rowsWritten how many of them are in the output
 * @param bytesWritten the size of the output
 * @param duration how long it took
 * @param output the rows of the groups
 */
public record AggregationResult(
        long rowsRead,
        long rowsRejected,
        long groups,
        long rowsWritten,
        long bytesWritten,
        Duration duration,
        Dataset output) {}
