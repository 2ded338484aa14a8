package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.expression.Expression;
import java.util.List;

/**
 * Does steps only with the rows for which a condition holds, as it is before them; a condition that is null does not hold.
 * The steps may change values and add columns, which are null in the other rows, and leave out rows; they may not rename,
 * move, drop or retype columns.
 *
 * @param condition what has to hold
 * @param steps one or more
 */
public record WhenStep(Expression condition, List<TransformStep> steps) implements TransformStep {

    /** Refuses a missing condition and an empty list. */
    public WhenStep {
        Steps.require(condition, "when", "condition");
        if (steps == null || steps.isEmpty()) {
            throw new IllegalArgumentException("when: steps is empty, allowed is one step or more");
        }
        steps = List.copyOf(steps);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        plan.when("when", condition, steps);
    }
}
