package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a transformation, compiled for the columns of one input. Every column that ever exists has a slot of its
 * own in one array; renaming, selecting and dropping are done when the plan is built and cost nothing for a row.
 * Immutable and safe for use by many threads.
 */
final class RowPlan {

    private final Operation[] operations;
    private final int inputs;
    private final int slots;
    private final Schema slotSchema;
    private final int[] outputs;
    private final Schema schema;

    RowPlan(PlanBuilder builder) {
        this.operations = builder.operations().toArray(Operation[]::new);
        this.inputs = builder.inputs();
        this.slotSchema = builder.layout().slotSchema();
        this.slots = slotSchema.size();
        this.outputs = builder.layout().visibleSlots();
        this.schema = builder.layout().schema();
    }

    /**
     * The plan of these steps for rows with these columns.
     *
     * @param resolve finds the dataset that another one stands for, as that of an earlier job
     * @throws DataException if a step does not fit, naming it and the nearest column
     */
    static RowPlan of(
            Schema input, List<? extends TransformStep> steps, Extensions extensions, UnaryOperator<Dataset> resolve) {
        PlanBuilder builder = new PlanBuilder(input, extensions, resolve);
        builder.addAll(steps);
        return new RowPlan(builder);
    }

    /** The columns of the rows that come out. */
    Schema schema() {
        return schema;
    }

    /**
     * Adds the rows that become of this one: mostly one, none if a filter leaves it out, several if a list is exploded. If a
     * step fails for one of them, none is added: a row is used or rejected, never both.
     *
     * @param source the name of the place where the row was read, for the message
     * @param badRows told of a row for which a step fails
     * @return whether the row was used; false if it was rejected
     */
    boolean apply(Row row, String source, BadRows badRows, List<Row> into) {
        @Nullable Object[] values = new Object[slots];
        for (int i = 0; i < inputs; i++) {
            values[i] = row.get(i);
        }
        int before = into.size();
        boolean used = run(0, values, new Target(row, source, badRows, into));
        if (!used) {
            into.subList(before, into.size()).clear();
        }
        return used;
    }

    private record Target(Row row, String source, BadRows badRows, List<Row> into) {}

    private boolean run(int from, @Nullable Object[] values, Target target) {
        Row view = Row.wrap(slotSchema, values, target.row.position());
        int at = from;
        while (at < operations.length) {
            Operation operation = operations[at];
            if (operation.action() instanceof Operation.Explosion explosion) {
                return explode(at, explosion, values, target);
            }
            try {
                int next = step(operation.action(), values, view);
                if (next == 0) {
                    return true;
                }
                at += next;
            } catch (ValueException e) {
                target.badRows.reject(operation.rejected(target.row, values, target.source, e));
                return false;
            }
        }
        target.into.add(Row.wrap(schema, output(values), target.row.position()));
        return true;
    }

    /** How many operations to go on; 0 if the row is left out. */
    private static int step(Operation.Action action, @Nullable Object[] values, Row view) {
        if (action instanceof Operation.Change change) {
            change.work().apply(values, view);
            return 1;
        }
        if (action instanceof Operation.Branch branch) {
            return branch.condition().test(view) ? 1 : 1 + branch.length();
        }
        return ((Operation.Keep) action).condition().test(view) ? 1 : 0;
    }

    private boolean explode(int at, Operation.Explosion explosion, @Nullable Object[] values, Target target) {
        Operation operation = operations[at];
        for (Object element : explosion.elements(values[operation.slot()])) {
            @Nullable Object[] copy = values.clone();
            try {
                copy[operation.slot()] = Casts.cast(element, explosion.type());
            } catch (ValueException e) {
                target.badRows.reject(operation.rejected(target.row, values, target.source, e));
                return false;
            }
            if (!run(at + 1, copy, target)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object[] output(@Nullable Object[] values) {
        @Nullable Object[] output = new Object[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            output[i] = values[outputs[i]];
        }
        return output;
    }

    @Override
    public String toString() {
        return operations.length + " operations on "
                + Arrays.toString(schema.names().toArray());
    }
}
