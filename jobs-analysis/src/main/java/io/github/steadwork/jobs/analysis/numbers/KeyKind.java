package io.github.steadwork.jobs.analysis.numbers;

import io.github.steadwork.pipeline.row.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How values that have an order become 64 bits that have the same order, and values again. */
public enum KeyKind {
    /** Whole numbers, exactly. */
    LONG {
        @Override
        public long key(Object value) {
            return (Long) value;
        }

        @Override
        public Object value(long key) {
            return key;
        }
    },
    /** Doubles exactly, decimals to the precision of a double. */
    DOUBLE {
        @Override
        public long key(Object value) {
            double positiveZero = ((Number) value).doubleValue() + 0.0;
            return flip(Double.doubleToLongBits(positiveZero));
        }

        @Override
        public Object value(long key) {
            return Double.longBitsToDouble(flip(key));
        }

        private static long flip(long bits) {
            return bits ^ ((bits >> 63) & Long.MAX_VALUE);
        }
    },
    /** Days. */
    DATE {
        @Override
        public long key(Object value) {
            return ((LocalDate) value).toEpochDay();
        }

        @Override
        public Object value(long key) {
            return LocalDate.ofEpochDay(key);
        }
    },
    /** Points in time, to the microsecond. */
    INSTANT {
        @Override
        public long key(Object value) {
            Instant instant = (Instant) value;
            return instant.getEpochSecond() * MICROS + instant.getNano() / 1_000;
        }

        @Override
        public Object value(long key) {
            return Instant.ofEpochSecond(Math.floorDiv(key, MICROS), Math.floorMod(key, MICROS) * 1_000);
        }
    },
    /** Days with a time, to the microsecond. */
    LOCAL_DATE_TIME {
        @Override
        public long key(Object value) {
            return INSTANT.key(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
        }

        @Override
        public Object value(long key) {
            return LocalDateTime.ofInstant((Instant) INSTANT.value(key), ZoneOffset.UTC);
        }
    };

    private static final long MICROS = 1_000_000;

    /** The kind for a column's type; empty if its values have no such keys. */
    public static Optional<KeyKind> of(ColumnType type) {
        return switch (type) {
            case LONG -> Optional.of(LONG);
            case DECIMAL, DOUBLE -> Optional.of(DOUBLE);
            case DATE -> Optional.of(DATE);
            case INSTANT -> Optional.of(INSTANT);
            case LOCAL_DATE_TIME -> Optional.of(LOCAL_DATE_TIME);
            case BOOLEAN, STRING, BYTES, LIST, ROW -> Optional.empty();
        };
    }

    /** Whether this is a number that has a key: no NaN, no infinity, no decimal beyond all doubles. */
    public static boolean isFinite(Number number) {
        return number instanceof Long || Double.isFinite(number.doubleValue());
    }

    /** The difference of two numbers, as exact as a double can be. */
    public static double difference(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            long difference = x - y;
            boolean overflow = ((x ^ y) & (x ^ difference)) < 0;
            return overflow ? (double) x - (double) y : difference;
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.subtract(y).doubleValue();
        }
        return a.doubleValue() - b.doubleValue();
    }

    /** The key of a value of this kind, which is not null. */
    public abstract long key(Object value);

    /** The value of a key. */
    public abstract Object value(long key);

    /** The key as a number: that of numbers, or days or microseconds since 1970. */
    public double number(long key) {
        return value(key) instanceof Number number ? number.doubleValue() : key;
    }
}
