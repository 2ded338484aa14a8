package io.github.steadwork.jobs.processing.transform;

import java.util.List;

/**
 * Leaves columns out.
 *
 * @param columns one or more names
 */
public record DropStep(List<String> columns) implements TransformStep {

    /** Refuses an empty list. */
    public DropStep {
        columns = Steps.require(columns, "drop", "columns");
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.layout().drop(columns);
    }
}
