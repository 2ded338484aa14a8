package io.github.steadwork.pipeline.spill;

import io.github.steadwork.pipeline.row.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Estimates what values take on the heap of a 64-bit JVM. Rather too much than too little: shared texts count each time. */
public final class RowSizes {

    private static final long REFERENCE = 8;
    private static final long OBJECT = 24;
    private static final long TEXT = 48;

    private RowSizes() {}

    /** The bytes that a row takes, with its values and without its schema. */
    public static long of(Row row) {
        long bytes = OBJECT + OBJECT;
        for (int i = 0; i < row.size(); i++) {
            bytes += REFERENCE + ofValue(row.get(i));
        }
        return bytes;
    }

    /** The bytes that a value takes. */
    public static long ofValue(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return 0;
        }
        if (value instanceof String text) {
            return TEXT + text.length();
        }
        if (value instanceof Long
                || value instanceof Double
                || value instanceof LocalDate
                || value instanceof Instant) {
            return OBJECT;
        }
        if (value instanceof BigDecimal || value instanceof LocalDateTime) {
            return 3 * OBJECT;
        }
        if (value instanceof byte[] bytes) {
            return OBJECT + bytes.length;
        }
        return value instanceof Row row ? of(row) : ofList((List<?>) value);
    }

    private static long ofList(List<?> list) {
        long bytes = 2 * OBJECT;
        for (Object element : list) {
            bytes += REFERENCE + ofValue(element);
        }
        return bytes;
    }
}
