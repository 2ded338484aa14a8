package io.github.steadwork.jobs.processing.sort;

import io.github.steadwork.pipeline.expression.Expression;

/**
 * By what rows are put in order. Nulls come last, in both directions, unless said otherwise.
 *
 * @param by an expression, mostly a column
 * @param descending whether the greatest value comes first
 * @param nullsFirst whether nulls come before all values
 */
public record SortBy(Expression by, boolean descending, boolean nullsFirst) {

    /** Refuses a missing expression. */
    public SortBy {
        if (by == null) {
            throw new IllegalArgumentException("by: an expression is missing, allowed is a column or an expression");
        }
    }

    /** The least value first. */
    public static SortBy ascending(String expression) {
        return new SortBy(Expression.parse(expression), false, false);
    }

    /** The greatest value first. */
    public static SortBy descending(String expression) {
        return new SortBy(Expression.parse(expression), true, false);
    }

    /** The same, with nulls before all values. */
    public SortBy withNullsFirst() {
        return new SortBy(by, descending, true);
    }
}
