package io.github.steadwork.jobs.processing.transform;

import java.util.List;
import java.util.Set;

/**
 * Keeps only these columns, in this order.
 *
 * @param columns one or more names, each once
 */
public record SelectStep(List<String> columns) implements TransformStep {

    /** Refuses an empty list and a name that stands twice. */
    public SelectStep {
        columns = Steps.require(columns, "select", "columns");
        if (Set.copyOf(columns).size() != columns.size()) {
            throw new IllegalArgumentException("select: columns is " + columns + ", allowed is each name once");
        }
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.layout().select(columns);
    }
}
