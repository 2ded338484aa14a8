package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.expression.Expression;

/**
 * Keeps the rows for which a condition holds. A condition that is null does not hold.
 *
 * @param keep the condition
 */
public record FilterStep(Expression keep) implements TransformStep {

    /** Refuses a missing condition. */
    public FilterStep {
        Steps.require(keep, "filter", "keep");
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.filter("filter", keep);
    }
}
