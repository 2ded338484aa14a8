package io.github.steadwork.jobs.processing.validate;

import java.util.List;

/**
 * No two rows are equal in some columns together. The first row is right; those after it are not. A row with a null in one
 * of the columns is not compared, as in SQL. Exact for any number of rows: what does not fit into memory is compared on
 * disk.
 *
 * @param columns one or more names
 * @param severity ERROR if not said
 */
public record UniqueRowRule(List<String> columns, Severity severity) implements ValidationRule {

    /** Refuses an empty list. */
    public UniqueRowRule {
        columns = Rules.columns(columns, "unique");
        severity = Rules.severity(severity);
    }

    @Override
    public UniqueRowRule warning() {
        return new UniqueRowRule(columns, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        plan.addUnique("unique", columns, severity);
    }
}
