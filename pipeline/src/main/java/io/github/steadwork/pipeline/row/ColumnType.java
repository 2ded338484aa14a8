package io.github.steadwork.pipeline.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types that a value can have. The set is closed; every type has exactly one Java class. */
public enum ColumnType {
    /** {@code true} or {@code false}, as {@link Boolean}. */
    BOOLEAN(Boolean.class),
    /** A whole number of 64 bits, as {@link Long}. There is no smaller integer. */
    LONG(Long.class),
    /** An exact decimal number, as {@link BigDecimal}. */
    DECIMAL(BigDecimal.class),
    /** A binary floating-point number of 64 bits, as {@link Double}. */
    DOUBLE(Double.class),
    /** Text, as {@link String}. Its length is counted in code points. */
    STRING(String.class),
    /** A day in no particular zone, as {@link LocalDate}. */
    DATE(LocalDate.class),
    /** A point in time, as {@link Instant}. */
    INSTANT(Instant.class),
    /** A day and a time of day in no particular zone, as {@link LocalDateTime}. */
    LOCAL_DATE_TIME(LocalDateTime.class),
    /** Bytes, as {@code byte[]}, which must not be changed once it is in a row. */
    BYTES(byte[].class),
    /** An immutable {@link List} of values of this same set; elements may be null. */
    LIST(List.class),
    /** A nested {@link Row}. */
    ROW(Row.class);

    private final Class<?> javaClass;

    ColumnType(Class<?> javaClass) {
        this.javaClass = javaClass;
    }

    /** The class of all values of this type. */
    public Class<?> javaClass() {
        return javaClass;
    }

    /** Whether this is a value of the type. Null is one of every type. */
    public boolean accepts(@Nullable Object value) {
        return value == null || javaClass.isInstance(value);
    }

    /** Whether values are numbers: LONG, DECIMAL and DOUBLE. */
    public boolean isNumeric() {
        return this == LONG || this == DECIMAL || this == DOUBLE;
    }

    /** Whether values stand for a time: DATE, INSTANT and LOCAL_DATE_TIME. */
    public boolean isTemporal() {
        return this == DATE || this == INSTANT || this == LOCAL_DATE_TIME;
    }

    /** The type of a value; empty if no row may hold it. */
    public static Optional<ColumnType> of(Object value) {
        for (ColumnType type : VALUES) {
            if (type.javaClass.isInstance(value)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static final ColumnType[] VALUES = values();
}
