package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts a value where a column is null. Afterwards the column holds no nulls.
 *
 * @param columns from the column to the value, written as text, as {@code "0"} or {@code "2026-01-31"}
 */
public record FillStep(Map<String, String> columns) implements TransformStep {

    /** Refuses an empty map. */
    public FillStep {
        Steps.require(columns, "fill", "columns");
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    @Override
    public void addTo(PlanBuilder plan) {
        columns.forEach((name, text) -> addTo(plan, plan.layout().column(name), text));
    }

    private static void addTo(PlanBuilder plan, Column column, String text) {
        Object value = parse(column, text);
        int slot = plan.layout().put(Column.required(column.name(), column.type()));
        plan.add("fill", column.name(), (values, view) -> {
            if (values[slot] == null) {
                values[slot] = value;
            }
        });
    }

    private static Object parse(Column column, String text) {
        try {
            return Casts.parse(text, column.type());
        } catch (ValueException e) {
            throw new DataException("fill: the value for column '" + column.name() + "': " + e.getMessage(), e);
        }
    }
}
