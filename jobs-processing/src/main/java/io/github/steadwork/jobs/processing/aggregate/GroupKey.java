package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.expression.Expression;

/**
 * What rows are grouped by.
 *
 * @param name of its column in the output; the text of the expression if not said
 * @param of the expression, mostly a column
 */
public record GroupKey(String name, Expression of) {

    /** Refuses a missing expression. */
    public GroupKey {
        if (of == null) {
            throw new IllegalArgumentException("a group's of is missing, allowed is a column or an expression");
        }
        name = name == null || name.isBlank() ? nameOf(of) : name;
    }

    /** By an expression under its own text, mostly a column. */
    public static GroupKey by(String expression) {
        return new GroupKey("", Expression.parse(expression));
    }

    /** The same under another name. */
    public GroupKey as(String other) {
        return new GroupKey(other, of);
    }

    /** The name of a column in quotes is the column's. */
    private static String nameOf(Expression of) {
        return of.columns().size() == 1 && of.text().strip().equals("\"" + first(of) + "\"") ? first(of) : of.text();
    }

    private static String first(Expression of) {
        return of.columns().iterator().next();
    }
}
