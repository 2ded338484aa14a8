package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a plan.
 *
 * @param step the step that it belongs to, for messages
 * @param field the column, or empty
 * @param slot of the column; negative for none
 * @param action what is done
 */
record Operation(String step, String field, int slot, Action action) {

    static final int NO_SLOT = -1;

    /** What an operation does. */
    sealed interface Action permits Change, Keep, Branch, Explosion {}

    /** Changes values of one row. */
    @FunctionalInterface
    interface Work {

        /** May change the values; the view shows them. */
        void apply(@Nullable Object[] values, Row view);
    }

    /** Whether something holds for a row. */
    @FunctionalInterface
    interface Condition {

        boolean test(Row view);
    }

    record Change(Work work) implements Action {}

    /** Leaves out the row for which the condition does not hold. */
    record Keep(Condition condition) implements Action {}

    /** Passes over the next so many operations if the condition does not hold. */
    record Branch(Condition condition, int length) implements Action {}

    /** Makes a row of each element of a list. */
    record Explosion(ColumnType type, boolean dropEmpty) implements Action {

        /** The elements of a list; of null or an empty one, one null or none. */
        List<?> elements(@Nullable Object list) {
            List<?> elements = list == null ? List.of() : (List<?>) list;
            return elements.isEmpty() && !dropEmpty ? Collections.singletonList(null) : elements;
        }
    }

    RejectedRow rejected(Row row, @Nullable Object[] values, String source, ValueException error) {
        String value = slot < 0 ? null : Casts.text(values[slot]);
        String message = String.valueOf(error.getMessage());
        return new RejectedRow(source, row.position(), field, step, value, message, row.toString());
    }
}
