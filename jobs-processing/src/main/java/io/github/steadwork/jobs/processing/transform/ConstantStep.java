package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets a column to the same value in every row: a new column, or in place of the one with this name.
 *
 * @param column its name
 * @param type its type; STRING if not said
 * @param value written as text; empty for null
 */
public record ConstantStep(String column, ColumnType type, Optional<String> value) implements TransformStep {

    /** Refuses a value that is not one of the type. */
    public ConstantStep {
        Steps.require(column, "constant", "column");
        type = Objects.requireNonNullElse(type, ColumnType.STRING);
        value = Objects.requireNonNullElse(value, Optional.empty());
        try {
            parse(value, type);
        } catch (ValueException e) {
            throw new IllegalArgumentException("constant: column '" + column + "': " + e.getMessage(), e);
        }
    }

    private static @Nullable Object parse(Optional<String> value, ColumnType type) {
        return value.isEmpty() ? null : Casts.parse(value.get(), type);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        int slot = plan.layout().put(new Column(column, type, value.isEmpty()));
        Object constant = parse(value, type);
        plan.add("constant", column, (values, view) -> {
            values[slot] = constant;
        });
    }
}
