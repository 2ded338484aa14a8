package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups and measures of one aggregation, compiled for the columns of one input. Immutable. */
final class GroupPlan {

    private final List<Input> keys;
    private final List<Input> inputs;
    private final List<Measure> measures;
    private final Schema schema;

    private GroupPlan(List<Input> keys, List<Input> inputs, List<Measure> measures, Schema schema) {
        this.keys = keys;
        this.inputs = inputs;
        this.measures = measures;
        this.schema = schema;
    }

    /** What is evaluated for each row; no expression for a count of rows. */
    record Input(
            String name,
            @Nullable BoundExpression expression,
            ColumnType type,
            @Nullable BoundExpression where,
            @Nullable TimeWindow window) {}

    static GroupPlan of(AggregationSpec spec, Schema input) {
        List<Input> keys = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (GroupKey key : spec.groupBy()) {
            attempt(problems, () -> {
                Input bound = bindKey(key, input);
                keys.add(bound);
                columns.add(Column.of(key.name(), bound.type()));
            });
        }
        for (Measure measure : spec.measures()) {
            attempt(problems, () -> {
                Input bound = bindMeasure(measure, input);
                inputs.add(bound);
                columns.add(Column.of(measure.name(), measure.function().resultType(bound.type())));
            });
        }
        if (!problems.isEmpty()) {
            throw new DataException(String.join("\n", problems));
        }
        return new GroupPlan(keys, inputs, spec.measures(), schema(columns));
    }

    /** Goes on after what is wrong, so that all of it is told at once. */
    private static void attempt(List<String> problems, Runnable binding) {
        try {
            binding.run();
        } catch (DataException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static Input bindKey(GroupKey key, Schema input) {
        BoundExpression bound = bind("group", key.name(), key.of(), input);
        if (bound.type() == ColumnType.ROW) {
            throw new DataException(
                    "group '" + key.name() + "' is a ROW, by which nothing can be grouped; choose one of its fields");
        }
        key.window().ifPresent(window -> window.check(bound.type()));
        return new Input(key.name(), bound, bound.type(), null, key.window().orElse(null));
    }

    private static Input bindMeasure(Measure measure, Schema input) {
        BoundExpression where = measure.where()
                .map(condition -> bindCondition(measure.name(), condition, input))
                .orElse(null);
        if (measure.of().isEmpty()) {
            return new Input(measure.name(), null, ColumnType.LONG, where, null);
        }
        BoundExpression bound = bind("measure", measure.name(), measure.of().get(), input);
        if (measure.function().needsNumbers() && !bound.type().isNumeric()) {
            throw new DataException("measure '" + measure.name() + "': " + measure.function()
                    + " needs numbers, but " + bound + " is " + bound.type()
                    + "; convert it first, as cast(" + bound + " as decimal)");
        }
        return new Input(measure.name(), bound, bound.type(), where, null);
    }

    private static BoundExpression bindCondition(String measure, Expression condition, Schema input) {
        BoundExpression bound = bind("measure", measure, condition, input);
        if (bound.type() != ColumnType.BOOLEAN) {
            throw new DataException(
                    "measure '" + measure + "': where needs a condition that is true or false, but this gives "
                            + bound.type() + ": " + condition);
        }
        return bound;
    }

    private static BoundExpression bind(String kind, String name, Expression expression, Schema input) {
        try {
            return expression.bind(input);
        } catch (DataException e) {
            throw new DataException(kind + " '" + name + "': " + e.getMessage(), e);
        }
    }

    private static Schema schema(List<Column> columns) {
        try {
            return Schema.of(columns);
        } catch (IllegalArgumentException e) {
            throw new DataException("of groups and measures, " + e.getMessage() + "; rename one with as(...)", e);
        }
    }

    List<Input> keys() {
        return keys;
    }

    List<Input> inputs() {
        return inputs;
    }

    /** The columns of the output. */
    Schema schema() {
        return schema;
    }

    State[] newStates() {
        State[] states = new State[measures.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = measures.get(i).newState(inputs.get(i).type());
        }
        return states;
    }
}
