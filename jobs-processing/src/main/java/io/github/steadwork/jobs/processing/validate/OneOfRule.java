package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.key.ValueIdentity;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Values are among those that are allowed.
 *
 * @param columns one or more names
 * @param values one or more values, written as text
 * @param severity ERROR if not said
 */
public record OneOfRule(List<String> columns, List<String> values, Severity severity) implements ValidationRule {

    /** Refuses an empty list. */
    public OneOfRule {
        columns = Rules.columns(columns, "oneOf");
        severity = Rules.severity(severity);
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException("oneOf: values is empty, allowed is one value or more");
        }
        values = List.copyOf(values);
    }

    @Override
    public OneOfRule warning() {
        return new OneOfRule(columns, values, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        for (String column : columns) {
            Set<Object> allowed = allowed(column, plan.schema().column(column).type());
            plan.addAccuracy(
                    "oneOf",
                    column,
                    severity,
                    value -> value == null || allowed.contains(ValueIdentity.of(value)) ? null : refusal(value));
        }
    }

    private String refusal(Object value) {
        String text = String.valueOf(Casts.text(value));
        return Casts.quoted(text) + " is not allowed; " + NameHint.of(text, values);
    }

    /** As values of the column's type, so that 1 and 1.00 are the same. */
    private Set<Object> allowed(String column, ColumnType type) {
        Set<Object> allowed = new HashSet<>();
        try {
            values.forEach(text -> allowed.add(ValueIdentity.of(Casts.parse(text, type))));
        } catch (ValueException e) {
            throw new DataException("oneOf: a value for column '" + column + "': " + e.getMessage(), e);
        }
        return allowed;
    }
}
