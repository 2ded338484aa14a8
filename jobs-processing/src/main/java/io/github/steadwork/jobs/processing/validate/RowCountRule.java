package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * There are at least and at most so many rows, those that break other rules included. As an error it fails the job.
 *
 * @param min the least number, 0 or more
 * @param max the greatest number; 0 for none
 * @param severity ERROR if not said
 */
public record RowCountRule(long min, long max, Severity severity) implements ValidationRule {

    /** Refuses bounds that nothing can lie between. */
    public RowCountRule {
        severity = Rules.severity(severity);
        if (min < 0 || max < 0 || (max > 0 && max < min)) {
            throw new IllegalArgumentException("rowCount: min is " + min + " and max is " + max
                    + ", allowed is 0 or more, and a max that is not less than min, or 0 for no limit");
        }
    }

    @Override
    public RowCountRule warning() {
        return new RowCountRule(min, max, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        plan.addWhole("rowCount", "", severity, Dimension.COMPLETENESS, () -> new WholeCheck() {

            private long rows;

            @Override
            public void see(Row row) {
                rows++;
            }

            @Override
            public String state() {
                return Long.toString(rows);
            }

            @Override
            public void merge(String state) {
                rows += Long.parseLong(state);
            }

            @Override
            public @Nullable String failure() {
                if (rows < min) {
                    return "there are " + rows + " rows, allowed is " + min + " or more";
                }
                return max > 0 && rows > max ? "there are " + rows + " rows, allowed is " + max + " or less" : null;
            }
        });
    }
}
