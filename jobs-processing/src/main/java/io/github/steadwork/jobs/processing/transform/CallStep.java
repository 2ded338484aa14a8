package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Sets a column to what a function in Java gives for the row: a new column at the end, or in place of the one with this
 * name. The step only names the function; the job must have been given it. Whatever the function throws rejects the row.
 *
 * @param function its name
 * @param column for its values
 */
public record CallStep(String function, String column) implements TransformStep {

    /** Refuses blank names. */
    public CallStep {
        Steps.require(function, "call", "function");
        Steps.require(column, "call", "column");
    }

    @Override
    public void addTo(PlanBuilder plan) {
        Extensions.Function body = plan.extensions().function(function);
        int[] seen = plan.layout().visibleSlots();
        Schema schema = plan.layout().schema();
        int slot = plan.layout().put(Column.of(column, body.type()));
        plan.set("call", column, (values, view) -> {
            @Nullable Object[] shown = new Object[seen.length];
            for (int i = 0; i < seen.length; i++) {
                shown[i] = values[seen[i]];
            }
            values[slot] = body.call(Row.wrap(schema, shown, view.position()));
        });
    }
}
