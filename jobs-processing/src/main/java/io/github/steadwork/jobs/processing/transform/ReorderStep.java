package io.github.steadwork.jobs.processing.transform;

import java.util.List;
import java.util.Set;

/**
 * Moves columns to the beginning; the others follow as they stood.
 *
 * @param columns one or more names, each once
 */
public record ReorderStep(List<String> columns) implements TransformStep {

    /** Refuses an empty list and a name that stands twice. */
    public ReorderStep {
        columns = Steps.require(columns, "reorder", "columns");
        if (Set.copyOf(columns).size() != columns.size()) {
            throw new IllegalArgumentException("reorder: columns is " + columns + ", allowed is each name once");
        }
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.layout().moveFirst(columns);
    }
}
