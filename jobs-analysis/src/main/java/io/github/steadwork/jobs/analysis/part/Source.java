package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.expression.ExpressionException;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import org.jspecify.annotations.Nullable;

/** Where a section finds a value in a row: in a column of that very name, or by an expression. */
final class Source {

    private final String text;
    private final ColumnType type;
    private final int index;
    private final @Nullable BoundExpression expression;

    private Source(String text, ColumnType type, int index, @Nullable BoundExpression expression) {
        this.text = text;
        this.type = type;
        this.index = index;
        this.expression = expression;
    }

    static Source of(String text, Schema schema) {
        if (schema.has(text)) {
            return new Source(text, schema.column(text).type(), schema.index(text), null);
        }
        try {
            BoundExpression bound = Expression.parse(text).bind(schema);
            return new Source(text, bound.type(), -1, bound);
        } catch (ExpressionException e) {
            throw new DataException(
                    "there is no column '" + text + "'; " + NameHint.of(text, schema.names())
                            + " As an expression it is wrong too: " + e.getMessage(),
                    e);
        }
    }

    /** As {@link #of}, but only for numbers. */
    static Source ofNumbers(String text, Schema schema) {
        Source source = of(text, schema);
        if (!source.type.isNumeric()) {
            throw new DataException("'" + text + "' is a " + source.type
                    + ", but a chart needs numbers there; convert it before, or name another column");
        }
        return source;
    }

    String text() {
        return text;
    }

    ColumnType type() {
        return type;
    }

    /** The value of this row; null also where the expression has none. */
    @Nullable
    Object get(Row row) {
        if (expression == null) {
            return row.get(index);
        }
        try {
            return expression.evaluate(row);
        } catch (ValueException e) {
            return null;
        }
    }
}
