package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.expression.Expression;

/**
 * Computes a column: a new one at the end, or in place of the one with this name. A row for which the expression has no
 * value, as after a division by zero, is rejected.
 *
 * @param column its name
 * @param value the expression
 */
public record DeriveStep(String column, Expression value) implements TransformStep {

    /** Refuses a blank name. */
    public DeriveStep {
        Steps.require(column, "derive", "column");
        Steps.require(value, "derive", "value");
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.derive("derive", column, value);
    }
}
