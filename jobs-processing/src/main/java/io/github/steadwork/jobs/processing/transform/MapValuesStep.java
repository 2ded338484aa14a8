package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.jobs.processing.key.ValueIdentity;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Replaces whole values by others. Both are written as text; the column keeps its type. Null stays null: see
 * {@link FillStep} for it.
 *
 * @param column its name
 * @param values from the old value to the new one
 * @param otherwise what becomes of a value that is not named; it stays if not said
 */
public record MapValuesStep(String column, Map<String, String> values, Otherwise otherwise) implements TransformStep {

    /** What becomes of a value that is not named. */
    public enum Otherwise {
        /** It stays. */
        KEEP,
        /** It becomes null. */
        NULL,
        /** The row is rejected. */
        REJECT
    }

    /** Refuses an empty map. */
    public MapValuesStep {
        Steps.require(column, "map", "column");
        Steps.require(values, "map", "values");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        otherwise = Objects.requireNonNullElse(otherwise, Otherwise.KEEP);
    }

    /** The same with another answer to a value that is not named. */
    public MapValuesStep otherwise(Otherwise other) {
        return new MapValuesStep(column, values, other);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        Column before = plan.layout().column(column);
        Map<Object, Object> typed = typed(before.type());
        if (otherwise == Otherwise.NULL) {
            plan.layout().put(Column.of(column, before.type()));
        }
        plan.change("map", column, value -> {
            Object mapped = typed.get(ValueIdentity.of(value));
            return mapped == null ? unknown(value) : mapped;
        });
    }

    private Map<Object, Object> typed(ColumnType type) {
        Map<Object, Object> typed = new HashMap<>();
        try {
            values.forEach((from, to) -> typed.put(ValueIdentity.of(Casts.parse(from, type)), Casts.parse(to, type)));
        } catch (ValueException e) {
            throw new DataException("map: a value for column '" + column + "': " + e.getMessage(), e);
        }
        return typed;
    }

    private @Nullable Object unknown(Object value) {
        return switch (otherwise) {
            case KEEP -> value;
            case NULL -> null;
            case REJECT -> {
                String text = String.valueOf(Casts.text(value));
                throw new ValueException(
                        Casts.quoted(text) + " is not one of the values to map; " + NameHint.of(text, values.keySet()));
            }
        };
    }
}
