package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what the steps of a transformation do. For one thread. */
public final class PlanBuilder {

    private final List<Operation> operations = new ArrayList<>();
    private final Layout layout;
    private final int inputs;
    private final Extensions extensions;
    private final UnaryOperator<Dataset> resolve;

    PlanBuilder(Schema input, Extensions extensions, UnaryOperator<Dataset> resolve) {
        this.layout = new Layout(input);
        this.inputs = input.size();
        this.extensions = extensions;
        this.resolve = resolve;
    }

    /** What is done to one value that is not null. */
    @FunctionalInterface
    interface ValueChange {

        @Nullable
        Object apply(Object value);
    }

    /** Adds steps, whose errors tell their number. */
    void addAll(List<? extends TransformStep> steps) {
        int number = 0;
        for (TransformStep step : steps) {
            number++;
            try {
                step.addTo(this);
            } catch (DataException | IllegalArgumentException e) {
                throw new DataException("step " + number + ": " + e.getMessage(), e);
            }
        }
    }

    Layout layout() {
        return layout;
    }

    int inputs() {
        return inputs;
    }

    List<Operation> operations() {
        return operations;
    }

    Extensions extensions() {
        return extensions;
    }

    /** The dataset itself, or the one that it stands for. */
    Dataset resolve(Dataset dataset) {
        return resolve.apply(dataset);
    }

    /** Changes the values of a column that are not null. */
    void change(String step, String column, ValueChange change) {
        int slot = layout.slot(column);
        add(step, column, (values, view) -> {
            Object value = values[slot];
            if (value != null) {
                values[slot] = change.apply(value);
            }
        });
    }

    /** Does something with a column that exists. */
    void add(String step, String column, Operation.Work work) {
        operations.add(new Operation(step, column, layout.slot(column), new Operation.Change(work)));
    }

    /** Sets a column, which may be new, to the value of an expression. */
    void derive(String step, String column, Expression expression) {
        BoundExpression bound = expression.bind(layout.slotSchema());
        int slot = layout.put(Column.of(column, bound.type()));
        set(step, column, (values, view) -> values[slot] = bound.evaluate(view));
    }

    /** Does something whose failure says nothing of the value that a column has. */
    void set(String step, String column, Operation.Work work) {
        operations.add(new Operation(step, column, Operation.NO_SLOT, new Operation.Change(work)));
    }

    /** Leaves out the rows for which the condition does not hold. */
    void filter(String step, Expression condition) {
        keep(step, condition("a filter", condition)::test);
    }

    /** Leaves out the rows for which this does not hold. */
    void keep(String step, Operation.Condition condition) {
        operations.add(new Operation(step, "", Operation.NO_SLOT, new Operation.Keep(condition)));
    }

    /** Makes a row of each element of the list in a column. */
    void explode(String step, String column, Operation.Explosion explosion) {
        operations.add(new Operation(step, column, layout.slot(column), explosion));
    }

    /** Does the steps only where the condition holds. They may change columns and add some, but not take or move any. */
    void when(String step, Expression condition, List<TransformStep> steps) {
        BoundExpression bound = condition("when", condition);
        Schema before = layout.schema();
        int at = operations.size();
        addAll(steps);
        layout.mergeOptional(before);
        Operation.Branch branch = new Operation.Branch(bound::test, operations.size() - at);
        operations.add(at, new Operation(step, "", Operation.NO_SLOT, branch));
    }

    private BoundExpression condition(String what, Expression condition) {
        BoundExpression bound = condition.bind(layout.slotSchema());
        if (bound.type() != ColumnType.BOOLEAN) {
            throw new DataException(what + " needs a condition that is true or false, but this gives " + bound.type()
                    + ": " + condition);
        }
        return bound;
    }

    /** The columns of this list, or all text columns if it is empty; all of them must hold text. */
    List<String> textColumns(String step, List<String> columns) {
        if (columns.isEmpty()) {
            return layout.schema().columns().stream()
                    .filter(column -> column.type() == ColumnType.STRING)
                    .map(Column::name)
                    .toList();
        }
        columns.forEach(name -> require(step, name, ColumnType.STRING));
        return columns;
    }

    /** Refuses a column that is of another type. */
    void require(String step, String column, ColumnType type) {
        ColumnType found = layout.schema().column(column).type();
        if (found != type) {
            String needed = type == ColumnType.STRING ? "text" : "a " + type;
            throw new DataException(step + " needs " + needed + ", but column '" + column + "' is " + found
                    + (type == ColumnType.STRING ? "; convert it to STRING first, or leave it out" : ""));
        }
    }
}
