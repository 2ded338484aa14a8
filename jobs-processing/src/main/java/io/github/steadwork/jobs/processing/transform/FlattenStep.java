package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes columns of the fields of a nested row, as JSON has them. The column itself is left out; what is nested deeper is
 * flattened by another step.
 *
 * @param column its name
 * @param fields from the field to the type of its column, in this order; a field that a row does not have is null
 * @param prefix what stands before a field's name in its column's name; the column's name and {@code _} if not said
 */
public record FlattenStep(String column, Map<String, ColumnType> fields, String prefix) implements TransformStep {

    /** Refuses an empty map. */
    public FlattenStep {
        Steps.require(column, "flatten", "column");
        if (fields == null || fields.isEmpty()) {
            throw new IllegalArgumentException("flatten: fields is empty, allowed is one entry or more");
        }
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        prefix = Objects.requireNonNullElse(prefix, column + "_");
    }

    static FlattenStep of(String column, String... fields) {
        Map<String, ColumnType> texts = new LinkedHashMap<>();
        List.of(fields).forEach(field -> texts.put(field, ColumnType.STRING));
        return new FlattenStep(column, texts, column + "_");
    }

    /** The same with this field, perhaps a further one, as a column of this type. */
    public FlattenStep as(String field, ColumnType type) {
        Map<String, ColumnType> more = new LinkedHashMap<>(fields);
        more.put(field, type);
        return new FlattenStep(column, more, prefix);
    }

    /** The same with this before the names of the fields. */
    public FlattenStep prefix(String before) {
        return new FlattenStep(column, fields, before);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.require("flatten", column, ColumnType.ROW);
        int from = plan.layout().slot(column);
        plan.layout().hide(column);
        fields.forEach((field, type) -> {
            String name = prefix + field;
            int slot = plan.layout().put(Column.of(name, type));
            plan.set("flatten", name, (values, view) -> values[slot] = field(values[from], field, type));
        });
    }

    private static @Nullable Object field(@Nullable Object nested, String field, ColumnType type) {
        if (!(nested instanceof Row row)) {
            return null;
        }
        OptionalInt index = row.schema().find(field);
        return index.isPresent() ? Casts.cast(row.get(index.getAsInt()), type) : null;
    }
}
