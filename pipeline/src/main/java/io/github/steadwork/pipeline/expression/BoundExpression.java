package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** An expression that is tied to the columns of a schema. Immutable and safe for use by many threads. */
public final class BoundExpression {

    private final String text;
    private final Evaluator evaluator;
    private final ColumnType type;

    BoundExpression(String text, Typed root) {
        this.text = text;
        this.evaluator = root.evaluator();
        this.type = root.type() == null ? ColumnType.STRING : root.type();
    }

    /** The type of all its values. */
    public ColumnType type() {
        return type;
    }

    /**
     * The value for a row, which must have the schema that the expression is tied to.
     *
     * @throws ValueException if it has none for this row, as after an overflow or a cast that cannot be done
     */
    public @Nullable Object evaluate(Row row) {
        try {
            return evaluator.evaluate(row);
        } catch (ValueException | ArithmeticException | DateTimeException e) {
            throw new ValueException(e.getMessage() + ", in the expression: " + text);
        }
    }

    /**
     * Whether the condition holds for a row. Null is taken as false, as in SQL's WHERE.
     *
     * @throws ValueException if it has no value for this row
     * @throws DataException if the expression is no condition
     */
    public boolean test(Row row) {
        if (type != ColumnType.BOOLEAN) {
            throw new DataException("a condition gives BOOLEAN, but this gives " + type + ": " + text);
        }
        return Boolean.TRUE.equals(evaluate(row));
    }

    @Override
    public String toString() {
        return text;
    }
}
