package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;

/**
 * What {@link DataTransformJob} has done.
 *
 * @param rowsRead all rows that were looked at, good and bad
 * @param rowsWritten those in the output
 * @param rowsFiltered those that a filter left out
 * @param rowsRejected those that could not be read, or for which a step failed
 * @param bytesWritten the size of the output
 * @param duration how long it took
 * @param output the changed rows
 */
public record TransformResult(
        long rowsRead,
        long rowsWritten,
        long rowsFiltered,
        long rowsRejected,
        long bytesWritten,
        Duration duration,
        Dataset output) {}
