package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.expression.ExpressionException;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Schema;

/**
 * What a section can name in a dataset: its columns, the Java functions of the application, and expressions, in
 * this order.
 *
 * @param schema the columns
 * @param extensions the functions
 */
public record Columns(Schema schema, Extensions extensions) {

    /**
     * Where to find a value.
     *
     * @throws DataException if the text is neither a column nor a function nor a right expression
     */
    Source find(String text) {
        if (schema.has(text)) {
            return Source.column(schema, text);
        }
        if (extensions.hasFunction(text)) {
            return Source.function(extensions.function(text));
        }
        try {
            return Source.expression(text, Expression.parse(text).bind(schema));
        } catch (ExpressionException e) {
            throw new DataException(
                    "there is no column '" + text + "'; " + NameHint.of(text, schema.names())
                            + " As an expression it is wrong too: " + e.getMessage(),
                    e);
        }
    }

    /** As {@link #find}, but only for numbers. */
    Source numbers(String text) {
        Source source = find(text);
        if (!source.type().isNumeric()) {
            throw new DataException("'" + text + "' is a " + source.type()
                    + ", but a chart needs numbers there; convert it before, or name another column");
        }
        return source;
    }
}
