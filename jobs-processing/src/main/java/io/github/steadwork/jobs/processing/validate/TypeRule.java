package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;

/**
 * Values can be read as a type, by the strict grammar of {@link Casts}. They are not changed by it.
 *
 * @param columns one or more names
 * @param type the type
 * @param severity ERROR if not said
 */
public record TypeRule(List<String> columns, ColumnType type, Severity severity) implements ValidationRule {

    /** Refuses an empty list and a missing type. */
    public TypeRule {
        columns = Rules.columns(columns, "type");
        severity = Rules.severity(severity);
        if (type == null) {
            throw new IllegalArgumentException("type: type is missing, allowed is one as LONG or DATE");
        }
    }

    @Override
    public TypeRule warning() {
        return new TypeRule(columns, type, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        for (String column : columns) {
            plan.addAccuracy("type", column, severity, value -> {
                Casts.cast(value, type);
                return null;
            });
        }
    }
}
