package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RowFunction;
import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import org.jspecify.annotations.Nullable;

/** Where a section finds a value in a row: in a column, by a Java function, or by an expression. */
final class Source {

    private final String text;
    private final ColumnType type;
    private final RowFunction value;

    private Source(String text, ColumnType type, RowFunction value) {
        this.text = text;
        this.type = type;
        this.value = value;
    }

    static Source column(Schema schema, String name) {
        int index = schema.index(name);
        return new Source(name, schema.column(index).type(), row -> row.get(index));
    }

    static Source function(Extensions.Function function) {
        return new Source(function.name(), function.type(), function::call);
    }

    static Source expression(String text, BoundExpression bound) {
        return new Source(text, bound.type(), bound::evaluate);
    }

    String text() {
        return text;
    }

    ColumnType type() {
        return type;
    }

    /** The value of this row; null also where the expression or the function has none. */
    @Nullable
    Object get(Row row) {
        try {
            return value.apply(row);
        } catch (ValueException e) {
            return null;
        }
    }
}
