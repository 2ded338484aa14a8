package io.github.steadwork.jobs.processing.validate;

import java.util.List;

/**
 * Columns hold a value in every row: neither null nor text that is blank.
 *
 * @param columns one or more names
 * @param severity ERROR if not said
 */
public record RequiredRule(List<String> columns, Severity severity) implements ValidationRule {

    /** Refuses an empty list. */
    public RequiredRule {
        columns = Rules.columns(columns, "required");
        severity = Rules.severity(severity);
    }

    @Override
    public RequiredRule warning() {
        return new RequiredRule(columns, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        for (String column : columns) {
            plan.addCompleteness("required", column, severity, value -> {
                if (value == null) {
                    return "a value is missing";
                }
                return value instanceof String text && text.isBlank() ? "the text is blank" : null;
            });
        }
    }
}
