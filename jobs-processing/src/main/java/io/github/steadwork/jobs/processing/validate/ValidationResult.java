package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;
import java.util.List;

/**
 * What {@link DataValidationJob} has found.
 *
 * @param rowsRead all rows that were looked at, good and bad
 * @param rowsWritten those in the output, which break no rule, or only rules that are warnings
 * @param rowsRejected those that could not be read, or break a rule
 * @param rowsWarned those in the output that break rules which are warnings
 * @param rules how often each rule was checked and broken, in each of its fields
 * @param quality how good the data are
 * @param bytesWritten the size of the output
 * @param duration how long it took
 * @param output the valid rows
 */
public record ValidationResult(
        long rowsRead,
        long rowsWritten,
        long rowsRejected,
        long rowsWarned,
        List<RuleCount> rules,
        Quality quality,
        long bytesWritten,
        Duration duration,
        Dataset output) {

    /** Copies the list. */
    public ValidationResult {
        rules = List.copyOf(rules);
    }
}
