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
            grouping.add(codec.encode(keyValues), values);
        }
    }

    private boolean compute(GroupPlan.Input[] expressions, @Nullable Object[] results, Row row) {
        for (int i = 0; i < expressions.length; i++) {
            BoundExpression expression = expressions[i].expression();
            try {
                results[i] = expression == null ? COUNTED : expression.evaluate(row);
            } catch (ValueException e) {
                String message = String.valueOf(e.getMessage());
                badRows.reject(new RejectedRow(
                        source, row.position(), expressions[i].name(), "expression", null, message, row.toString()));
                return false;
            }
        }
        return true;
    }
}
