package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@link DataDeduplicationJob} has done.
 *
 * @param rowsRead all rows that were looked at, good and bad
 * @param rowsWritten those that were kept
 * @param rowsDropped those that repeat another one
 * @param rowsRejected those that could not be read
 * @param bytesWritten the size of the output
 * @param duration how long it took
 * @param output the kept rows
 * @param dropped the dropped rows, if they were asked for
 */
public record DeduplicationResult(
        long rowsRead,
        long rowsWritten,
        long rowsDropped,
        long rowsRejected,
        long bytesWritten,
        Duration duration,
        Dataset output,
        Optional<Dataset> dropped) {}
