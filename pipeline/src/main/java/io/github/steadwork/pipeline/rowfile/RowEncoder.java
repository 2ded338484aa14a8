package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows into bytes. {@link RowDecoder} is its mirror. */
final class RowEncoder {

    static final int TEXT_CACHED = 0;
    static final int TEXT_LATIN = 1;
    static final int TEXT_UTF8 = 2;
    static final int TEXT_UTF16 = 3;

    private static final int MAX_COMPACT_DIGITS = 18;

    private final Bytes out;
    private final ColumnType[] types;
    private final TextCache[] caches;
    private long position;

    RowEncoder(Schema schema, Bytes out) {
        this.out = out;
        this.types = types(schema);
        this.caches = caches(types);
    }

    static ColumnType[] types(Schema schema) {
        return schema.columns().stream().map(Column::type).toArray(ColumnType[]::new);
    }

    /** One for each column; those that hold no text share one that stays empty. */
    static TextCache[] caches(ColumnType[] types) {
        TextCache unused = new TextCache();
        TextCache[] caches = new TextCache[types.length];
        for (int i = 0; i < types.length; i++) {
            caches[i] = types[i] == ColumnType.STRING ? new TextCache() : unused;
        }
        return caches;
    }

    static void writeSchema(Bytes out, Schema schema) {
        out.putVarint(schema.size());
        for (Column column : schema.columns()) {
            writePlainText(out, column.name());
            out.putByte(TypeCode.of(column.type()));
            out.putByte(column.nullable() ? 1 : 0);
        }
    }

    static void writePlainText(Bytes out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putVarint(bytes.length);
        out.putBytes(bytes);
    }

    /** Begins a block, which is read without those before it. */
    void beginBlock() {
        position = 0;
        for (TextCache cache : caches) {
            cache.clear();
        }
    }

    void write(Row row) {
        out.putSigned(row.position() - position);
        position = row.position();
        writePresence(row);
        for (int i = 0; i < types.length; i++) {
            Object value = row.get(i);
            if (value != null) {
                write(types[i], value, i);
            }
        }
    }

    private void writePresence(Row row) {
        for (int first = 0; first < types.length; first += Byte.SIZE) {
            int bits = 0;
            int end = Math.min(types.length, first + Byte.SIZE);
            for (int i = first; i < end; i++) {
                bits |= row.get(i) == null ? 0 : 1 << (i - first);
            }
            out.putByte(bits);
        }
    }

    private void write(ColumnType type, Object value, int column) {
        try {
            switch (type) {
                case LONG -> out.putSigned((Long) value);
                case STRING -> writeText((String) value, caches[column]);
                case DOUBLE -> out.putLong(Double.doubleToRawLongBits((Double) value));
                default -> writeOther(type, value);
            }
        } catch (ClassCastException e) {
            throw new DataException(
                    "a column of type " + type + " was given a "
                            + value.getClass().getSimpleName() + "; cast it first",
                    e);
        }
    }

    private void writeOther(ColumnType type, Object value) {
        switch (type) {
            case BOOLEAN -> out.putByte((Boolean) value ? 1 : 0);
            case DATE -> out.putSigned(((LocalDate) value).toEpochDay());
            case DECIMAL -> writeDecimal((BigDecimal) value);
            case INSTANT -> writeInstant((Instant) value);
            case LOCAL_DATE_TIME -> writeDateTime((LocalDateTime) value);
            case BYTES -> writeBytes((byte[]) value);
            case LIST -> writeList((List<?>) value);
            case ROW -> writeRow((Row) value);
            case LONG, STRING, DOUBLE -> throw new AssertionError(type);
        }
    }

    private void writeText(String text, TextCache cache) {
        boolean cacheable = text.length() <= TextCache.MAX_LENGTH;
        if (cacheable) {
            int slot = TextCache.slot(text);
            if (cache.holds(slot, text)) {
                out.putVarint((long) slot << 2 | TEXT_CACHED);
                return;
            }
            cache.put(slot, text);
        }
        writeNewText(text);
    }

    private void writeNewText(String text) {
        if (isLatin(text)) {
            int length = text.length();
            out.putVarint((long) length << 2 | TEXT_LATIN);
            out.reserve(length);
            for (int i = 0; i < length; i++) {
                out.array[out.position + i] = (byte) text.charAt(i);
            }
            out.position += length;
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean whole = new String(utf8, StandardCharsets.UTF_8).equals(text);
        byte[] bytes = whole ? utf8 : halves(text);
        out.putVarint((long) bytes.length << 2 | (whole ? TEXT_UTF8 : TEXT_UTF16));
        out.putBytes(bytes);
    }

    /** Half a surrogate pair has no UTF-8, and no encoder of the JDK keeps it. */
    private static byte[] halves(String text) {
        byte[] bytes = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    private void writeDecimal(BigDecimal decimal) {
        out.putSigned(decimal.scale());
        if (decimal.precision() <= MAX_COMPACT_DIGITS) {
            out.putByte(0);
            out.putSigned(decimal.unscaledValue().longValue());
        } else {
            out.putByte(1);
            writeBytes(decimal.unscaledValue().toByteArray());
        }
    }

    private void writeInstant(Instant instant) {
        out.putSigned(instant.getEpochSecond());
        out.putVarint(instant.getNano());
    }

    private void writeDateTime(LocalDateTime dateTime) {
        out.putSigned(dateTime.toLocalDate().toEpochDay());
        out.putVarint(dateTime.toLocalTime().toNanoOfDay());
    }

    private void writeBytes(byte[] bytes) {
        out.putVarint(bytes.length);
        out.putBytes(bytes);
    }

    private void writeList(List<?> list) {
        out.putVarint(list.size());
        for (Object element : list) {
            writeTagged(element);
        }
    }

    private void writeRow(Row row) {
        writeSchema(out, row.schema());
        out.putSigned(row.position());
        for (int i = 0; i < row.size(); i++) {
            writeTagged(row.get(i));
        }
    }

    private void writeTagged(@Nullable Object value) {
        if (value == null) {
            out.putByte(TypeCode.NULL);
            return;
        }
        ColumnType type = ColumnType.of(value)
                .orElseThrow(() -> new DataException("a list or row holds a "
                        + value.getClass().getName() + "; allowed are the classes that ColumnType names"));
        out.putByte(TypeCode.of(type));
        switch (type) {
            case LONG -> out.putSigned((Long) value);
            case DOUBLE -> out.putLong(Double.doubleToRawLongBits((Double) value));
            case STRING -> writeNewText((String) value);
            default -> writeOther(type, value);
        }
    }
}
