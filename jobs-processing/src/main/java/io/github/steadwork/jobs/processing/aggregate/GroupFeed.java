package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Computes what groups and measures need of a row. Everything is computed before anything is added, so that a row for which
 * an expression has no value leaves no trace. For one thread.
 */
final class GroupFeed {

    private static final Object COUNTED = true;

    private final GroupPlan.Input[] keys;
    private final GroupPlan.Input[] inputs;
    private final @Nullable Object[] keyValues;
    private final @Nullable Object[] values;
    private final KeyCodec codec = new KeyCodec();
    private final Grouping grouping;
    private final String source;
    private final BadRows badRows;

    GroupFeed(GroupPlan plan, Grouping grouping, String source, BadRows badRows) {
        this.keys = plan.keys().toArray(GroupPlan.Input[]::new);
        this.inputs = plan.inputs().toArray(GroupPlan.Input[]::new);
        this.keyValues = new Object[keys.length];
        this.values = new Object[inputs.length];
        this.grouping = grouping;
        this.source = source;
        this.badRows = badRows;
    }

    void take(Row row) throws IOException {
        if (compute(keys, keyValues, row) && compute(inputs, values, row)) {
            addToWindows(0);
        }
    }

    /** Once for each window that the row falls into; mostly there are none, and it is added once. */
    private void addToWindows(int from) throws IOException {
        for (int i = from; i < keys.length; i++) {
            TimeWindow window = keys[i].window();
            Object time = keyValues[i];
            if (window != null && time != null) {
                for (int earlier = 0; earlier < window.overlaps(); earlier++) {
                    keyValues[i] = window.start(time, earlier);
                    addToWindows(i + 1);
                }
                keyValues[i] = time;
                return;
            }
        }
        grouping.add(codec.encode(keyValues), values);
    }

    private boolean compute(GroupPlan.Input[] expressions, @Nullable Object[] results, Row row) {
        for (int i = 0; i < expressions.length; i++) {
            try {
                results[i] = value(expressions[i], row);
            } catch (ValueException e) {
                String message = String.valueOf(e.getMessage());
                badRows.reject(new RejectedRow(
                        source, row.position(), expressions[i].name(), "expression", null, message, row.toString()));
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object value(GroupPlan.Input input, Row row) {
        BoundExpression where = input.where();
        if (where != null && !where.test(row)) {
            return null;
        }
        BoundExpression expression = input.expression();
        return expression == null ? COUNTED : expression.evaluate(row);
    }
}
