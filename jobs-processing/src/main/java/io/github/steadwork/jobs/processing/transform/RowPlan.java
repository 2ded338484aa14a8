package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a transformation, compiled for the columns of one input. Every column that ever exists has a slot of its
 * own in one array; renaming, selecting and dropping are done when the plan is built and cost nothing for a row.
 * Immutable and safe for use by many threads.
 */
public final class RowPlan {

    private final Operation[] operations;
    private final int inputs;
    private final int slots;
    private final Schema slotSchema;
    private final int[] outputs;
    private final Schema schema;

    private RowPlan(Builder builder) {
        this.operations = builder.operations.toArray(Operation[]::new);
        this.inputs = builder.inputs;
        this.slotSchema = builder.layout.slotSchema();
        this.slots = slotSchema.size();
        this.outputs = builder.layout.visibleSlots();
        this.schema = builder.layout.schema();
    }

    /**
     * The plan of these steps for rows with these columns.
     *
     * @throws DataException if a step does not fit, naming it and the nearest column
     */
    public static RowPlan of(Schema input, List<? extends TransformStep> steps) {
        Builder builder = new Builder(input);
        int number = 0;
        for (TransformStep step : steps) {
            number++;
            try {
                step.addTo(builder);
            } catch (DataException | IllegalArgumentException e) {
                throw new DataException("step " + number + ": " + e.getMessage(), e);
            }
        }
        return new RowPlan(builder);
    }

    /** The columns of the rows that come out. */
    public Schema schema() {
        return schema;
    }

    /**
     * The row that becomes of this one; null if a filter leaves it out, or if a step fails for it.
     *
     * @param source the name of the place where the row was read, for the message
     * @param badRows told of a row for which a step fails
     */
    public @Nullable Row apply(Row row, String source, BadRows badRows) {
        @Nullable Object[] values = new Object[slots];
        for (int i = 0; i < inputs; i++) {
            values[i] = row.get(i);
        }
        Row view = Row.wrap(slotSchema, values, row.position());
        for (Operation operation : operations) {
            try {
                if (!operation.work.apply(values, view)) {
                    return null;
                }
            } catch (ValueException e) {
                badRows.reject(operation.rejected(row, values, source, e));
                return null;
            }
        }
        return Row.wrap(schema, output(values), row.position());
    }

    private @Nullable Object[] output(@Nullable Object[] values) {
        @Nullable Object[] output = new Object[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            output[i] = values[outputs[i]];
        }
        return output;
    }

    /** What is done to the values of one row. */
    @FunctionalInterface
    interface Work {

        /** False if the row is to be left out. May change the values; the view shows them. */
        boolean apply(@Nullable Object[] values, Row view);
    }

    /** What is done to one value that is not null. */
    @FunctionalInterface
    interface Change {
        @Nullable
        Object apply(Object value);
    }

    private record Operation(String step, String field, int slot, Work work) {

        RejectedRow rejected(Row row, @Nullable Object[] values, String source, ValueException error) {
            String value = slot < 0 ? null : Casts.text(values[slot]);
            String message = String.valueOf(error.getMessage());
            return new RejectedRow(source, row.position(), field, step, value, message, row.toString());
        }
    }

    /** Collects what steps do. For one thread. */
    public static final class Builder {

        private static final int NO_SLOT = -1;

        private final List<Operation> operations = new ArrayList<>();
        private final Layout layout;
        private final int inputs;

        private Builder(Schema input) {
            this.layout = new Layout(input);
            this.inputs = input.size();
        }

        Layout layout() {
            return layout;
        }

        /** The columns at this point. */
        public Schema schema() {
            return layout.schema();
        }

        /** Changes the values of a column that are not null. */
        void change(String step, String column, Change change) {
            int slot = layout.slot(column);
            add(step, column, (values, view) -> {
                Object value = values[slot];
                if (value != null) {
                    values[slot] = change.apply(value);
                }
                return true;
            });
        }

        /** Does something with a column that exists. */
        void add(String step, String column, Work work) {
            operations.add(new Operation(step, column, layout.slot(column), work));
        }

        /** Sets a column, which may be new, to the value of an expression. */
        void derive(String step, String column, Expression expression) {
            BoundExpression bound = expression.bind(layout.slotSchema());
            int slot = layout.put(Column.of(column, bound.type()));
            operations.add(new Operation(step, column, NO_SLOT, (values, view) -> {
                values[slot] = bound.evaluate(view);
                return true;
            }));
        }

        /** Leaves out the rows for which the condition does not hold. */
        void filter(String step, Expression condition) {
            BoundExpression bound = condition.bind(layout.slotSchema());
            if (bound.type() != ColumnType.BOOLEAN) {
                throw new DataException("a filter needs a condition that is true or false, but this gives "
                        + bound.type() + ": " + condition);
            }
            operations.add(new Operation(step, "", NO_SLOT, (values, view) -> bound.test(view)));
        }

        /** The columns of this list, or all text columns if it is empty; all of them must hold text. */
        List<String> textColumns(String step, List<String> columns) {
            if (columns.isEmpty()) {
                return layout.schema().columns().stream()
                        .filter(column -> column.type() == ColumnType.STRING)
                        .map(Column::name)
                        .toList();
            }
            for (String name : columns) {
                ColumnType type = layout.schema().column(name).type();
                if (type != ColumnType.STRING) {
                    throw new DataException(step + " needs text, but column '" + name + "' is " + type
                            + "; convert it to STRING first, or leave it out");
                }
            }
            return columns;
        }
    }

    @Override
    public String toString() {
        return operations.length + " operations on "
                + Arrays.toString(schema.names().toArray());
    }
}
