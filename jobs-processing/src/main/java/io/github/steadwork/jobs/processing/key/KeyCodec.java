package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as bytes such that values of one column are equal by {@link
 * io.github.steadwork.pipeline.row.Values#equal} exactly if their bytes are. Null is equal to null; 1.0 is written as 1.00
 * is, -0.0 as 0.0. The buffer is used again for every key. For one thread.
 */
public final class KeyCodec {

    private final KeyBuffer out = new KeyBuffer();

    /** Takes these columns of the row as the key. */
    public KeyCodec encode(Row row, int[] columns) {
        out.clear();
        for (int column : columns) {
            write(row.get(column));
        }
        return this;
    }

    /** Takes these values as the key. */
    public KeyCodec encode(@Nullable Object[] values) {
        out.clear();
        for (Object value : values) {
            write(value);
        }
        return this;
    }

    /** Takes bytes that were written earlier as the key. */
    public KeyCodec encode(byte[] key) {
        out.clear();
        out.bytes(key);
        return this;
    }

    byte[] buffer() {
        return out.array();
    }

    /** How many bytes the key has. */
    public int length() {
        return out.length();
    }

    /** A copy of the key. */
    public byte[] toBytes() {
        return out.toBytes();
    }

    /** A hash code of the key, the same in every run of every JVM. */
    public int hash() {
        return KeyBuffer.hash(out.array(), 0, out.length());
    }

    /** As {@link #hash}, with 64 bits. */
    public long longHash() {
        return KeyBuffer.longHash(out.array(), 0, out.length());
    }

    /** The values that the key was written from, equal to them. */
    public static @Nullable Object[] decode(byte[] key, int values) {
        KeyReader in = new KeyReader(key);
        @Nullable Object[] decoded = new Object[values];
        for (int i = 0; i < values; i++) {
            decoded[i] = in.read();
        }
        return decoded;
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            out.tag(KeyTag.NULL);
        } else if (value instanceof String text) {
            out.text(text);
        } else if (value instanceof Long number) {
            out.number(KeyTag.LONG, number);
        } else if (value instanceof Double number) {
            out.number(KeyTag.DOUBLE, Double.doubleToLongBits(number + 0.0));
        } else if (value instanceof BigDecimal number) {
            writeDecimal(number);
        } else if (value instanceof Boolean truth) {
            out.tag(truth ? KeyTag.TRUE : KeyTag.FALSE);
        } else {
            writeRare(value);
        }
    }

    private void writeDecimal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        byte[] unscaled = stripped.unscaledValue().toByteArray();
        out.tag(KeyTag.DECIMAL);
        out.fourBytes(stripped.scale());
        out.fourBytes(unscaled.length);
        out.bytes(unscaled);
    }

    private void writeRare(Object value) {
        if (value instanceof LocalDate date) {
            out.number(KeyTag.DATE, date.toEpochDay());
        } else if (value instanceof Instant instant) {
            out.number(KeyTag.INSTANT, instant.getEpochSecond());
            out.fourBytes(instant.getNano());
        } else if (value instanceof LocalDateTime time) {
            out.number(KeyTag.LOCAL_DATE_TIME, time.toLocalDate().toEpochDay());
            out.eightBytes(time.toLocalTime().toNanoOfDay());
        } else if (value instanceof byte[] bytes) {
            out.tag(KeyTag.BYTES);
            out.fourBytes(bytes.length);
            out.bytes(bytes);
        } else if (value instanceof List<?> list) {
            writeList(list.toArray());
        } else if (value instanceof Row row) {
            writeList(row.toArray());
        } else {
            throw new DataException("a " + value.getClass().getName() + " is not a value that a row can hold");
        }
    }

    /** Elements have no type in common, so that their numbers are written by value. */
    private void writeList(@Nullable Object[] elements) {
        out.tag(KeyTag.LIST);
        out.fourBytes(elements.length);
        for (Object element : elements) {
            write(element instanceof Number number ? byValue(number) : element);
        }
    }

    private static Number byValue(Number number) {
        if (number instanceof Long || (number instanceof Double d && !Double.isFinite(d))) {
            return number;
        }
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.doubleValue());
        BigInteger whole = exact.stripTrailingZeros().scale() <= 0 ? exact.toBigInteger() : null;
        return whole != null && whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : exact;
    }
}
