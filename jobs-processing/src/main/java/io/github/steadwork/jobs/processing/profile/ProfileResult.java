package io.github.steadwork.jobs.processing.profile;

import io.github.steadwork.jobs.processing.validate.ValidationRule;
import io.github.steadwork.pipeline.row.Schema;
import java.time.Duration;
import java.util.List;

/**
 * What {@link DataProfileJob} has found.
 *
 * @param rowsRead all rows that were looked at, good and bad
 * @param rowsRejected those that could not be read
 * @param columns what was found in each column
 * @param schema the columns as they should be declared, by what was found
 * @param rules rules that these data keep; a proposal to be read by somebody who knows the data, for what was so until now
 *     need not be so for ever
 * @param duration how long it took
 */
public record ProfileResult(
        long rowsRead,
        long rowsRejected,
        List<ColumnProfile> columns,
        Schema schema,
        List<ValidationRule> rules,
        Duration duration) {

    /** Copies the lists. */
    public ProfileResult {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }
}
