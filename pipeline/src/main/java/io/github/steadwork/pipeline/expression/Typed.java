package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import org.jspecify.annotations.Nullable;

/** An evaluator, the type of its values (null for that of a bare NULL), and where it begins in the text. */
record Typed(Evaluator evaluator, @Nullable ColumnType type, int at) {

    boolean is(ColumnType wanted) {
        return type == null || type == wanted;
    }

    /** What a message calls the type. */
    String shown() {
        return type == null ? "NULL" : type.name();
    }

    /** The same with its values cast. */
    Typed as(@Nullable ColumnType wanted) {
        if (wanted == null || type == null || type == wanted) {
            return this;
        }
        Evaluator inner = evaluator;
        return new Typed(row -> Casts.cast(inner.evaluate(row), wanted), wanted, at);
    }

    /** The type that can hold the values of both, as DECIMAL for 1 and 1.5; null if both are NULL or there is none. */
    static @Nullable ColumnType common(@Nullable ColumnType a, @Nullable ColumnType b) {
        if (a == b || b == null) {
            return a;
        }
        if (a == null) {
            return b;
        }
        if (a.isNumeric() && b.isNumeric()) {
            return a.compareTo(b) > 0 ? a : b;
        }
        boolean times = isDay(a) && isDay(b);
        return times ? ColumnType.LOCAL_DATE_TIME : null;
    }

    /** Whether there is a type that can hold the values of both. */
    static boolean compatible(@Nullable ColumnType a, @Nullable ColumnType b) {
        return a == null || b == null || common(a, b) != null;
    }

    private static boolean isDay(ColumnType type) {
        return type == ColumnType.DATE || type == ColumnType.LOCAL_DATE_TIME;
    }
}
