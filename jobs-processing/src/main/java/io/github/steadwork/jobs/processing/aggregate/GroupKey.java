package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.expression.Expression;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What rows are grouped by.
 *
 * @param name of its column in the output; the text of the expression if not said
 * @param of the expression, mostly a column
 * @param window the windows of time that rows fall into, by the value of the expression; empty for the values themselves
 */
public record GroupKey(String name, Expression of, Optional<TimeWindow> window) {

    /** Refuses a missing expression. */
    public GroupKey {
        if (of == null) {
            throw new IllegalArgumentException("a group's of is missing, allowed is a column or an expression");
        }
        window = Objects.requireNonNullElse(window, Optional.empty());
        name = name == null || name.isBlank() ? nameOf(of) : name;
    }

    /** By an expression under its own text, mostly a column. */
    public static GroupKey by(String expression) {
        return new GroupKey("", Expression.parse(expression), Optional.empty());
    }

    /** By windows of this length, one after another; the key is the time at which the window begins. */
    public static GroupKey window(String expression, Duration size) {
        return sliding(expression, size, size);
    }

    /**
     * By windows of this length, one of which begins every so often: a row falls into several that overlap.
     *
     * @param every a part of the size
     */
    public static GroupKey sliding(String expression, Duration size, Duration every) {
        return new GroupKey("", Expression.parse(expression), Optional.of(new TimeWindow(size, every)));
    }

    /** The same under another name. */
    public GroupKey as(String other) {
        return new GroupKey(other, of, window);
    }

    /** The name of a column in quotes is the column's. */
    private static String nameOf(Expression of) {
        return of.columns().size() == 1 && of.text().strip().equals("\"" + first(of) + "\"") ? first(of) : of.text();
    }

    private static String first(Expression of) {
        return of.columns().iterator().next();
    }
}
