package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.math.BigDecimal;
import java.util.List;

/** What stands for a value in a Java map or set: equal by {@code equals} where values of one column are equal. */
public final class ValueIdentity {

    private static final Schema ONE = Schema.of(Column.of("value", ColumnType.LIST));

    private ValueIdentity() {}

    /** The value itself, or what is equal where it is not. */
    public static Object of(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        if (value instanceof Double number) {
            return number + 0.0;
        }
        if (value instanceof byte[] || value instanceof List<?>) {
            return Row.wrap(ONE, new Object[] {value}, Row.NOWHERE);
        }
        return value;
    }
}
