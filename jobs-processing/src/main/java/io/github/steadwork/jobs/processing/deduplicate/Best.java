package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.pipeline.expression.Expression;

/**
 * By what the best of several rows is chosen. A row for which it is null is the last choice.
 *
 * @param by an expression, mostly a column
 * @param descending whether the greatest value is the best
 */
public record Best(Expression by, boolean descending) {

    /** Refuses a missing expression. */
    public Best {
        if (by == null) {
            throw new IllegalArgumentException("best: by is missing, allowed is a column or an expression");
        }
    }

    /** The greatest value is the best, as of {@code updated_at}. */
    public static Best greatest(String expression) {
        return new Best(Expression.parse(expression), true);
    }

    /** The least value is the best, as of {@code price}. */
    public static Best least(String expression) {
        return new Best(Expression.parse(expression), false);
    }
}
