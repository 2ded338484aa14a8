package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Joins values to one text. Nulls are passed over; of a list the elements are joined. The text is null if nothing is there.
 *
 * @param columns one or more names, in this order
 * @param separator what stands between two values; nothing if not said
 * @param into the column for the text: a new one, or in place of the one with this name
 */
public record JoinStep(List<String> columns, String separator, String into) implements TransformStep {

    /** Refuses an empty list. */
    public JoinStep {
        columns = Steps.require(columns, "join", "columns");
        separator = Objects.requireNonNullElse(separator, "");
        Steps.require(into, "join", "into");
    }

    @Override
    public void addTo(PlanBuilder plan) {
        int[] from = columns.stream().mapToInt(plan.layout()::slot).toArray();
        int to = plan.layout().put(Column.of(into, ColumnType.STRING));
        plan.set("join", into, (values, view) -> values[to] = joined(values, from));
    }

    private @Nullable String joined(@Nullable Object[] values, int[] from) {
        StringJoiner text = new StringJoiner(separator);
        boolean some = false;
        for (int slot : from) {
            List<?> elements = values[slot] instanceof List<?> list ? list : singleton(values[slot]);
            for (Object element : elements) {
                if (element != null) {
                    text.add(Casts.text(element));
                    some = true;
                }
            }
        }
        return some ? text.toString() : null;
    }

    private static List<?> singleton(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }
}
