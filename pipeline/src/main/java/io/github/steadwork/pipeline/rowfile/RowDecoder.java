package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns bytes into rows. What it throws on bytes that {@link RowEncoder} never wrote, its caller turns into an error. */
final class RowDecoder {

    private final Bytes in;
    private final Schema schema;
    private final ColumnType[] types;
    private final TextCache[] caches;
    private long position;

    RowDecoder(Schema schema, Bytes in) {
        this.in = in;
        this.schema = schema;
        this.types = RowEncoder.types(schema);
        this.caches = RowEncoder.caches(types);
    }

    static Schema readSchema(Bytes in) {
        int size = in.getLength();
        List<Column> columns = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String name = readPlainText(in);
            ColumnType type = TypeCode.type(in.getByte());
            columns.add(new Column(name, type, in.getByte() != 0));
        }
        return Schema.of(columns);
    }

    static String readPlainText(Bytes in) {
        int length = in.getLength();
        String text = new String(in.array, in.position, length, StandardCharsets.UTF_8);
        in.position += length;
        return text;
    }

    /** Begins a block, which knows nothing of those before it. */
    void beginBlock() {
        position = 0;
        for (TextCache cache : caches) {
            cache.clear();
        }
    }

    Row read() {
        position += in.getSigned();
        int presence = in.position;
        in.position += (types.length + Byte.SIZE - 1) / Byte.SIZE;
        @Nullable Object[] values = new @Nullable Object[types.length];
        for (int i = 0; i < values.length; i++) {
            if ((in.array[presence + (i >> 3)] & 1 << (i & 7)) != 0) {
                values[i] = read(types[i], i);
            }
        }
        return Row.wrap(schema, values, position);
    }

    private Object read(ColumnType type, int column) {
        return switch (type) {
            case LONG -> in.getSigned();
            case STRING -> readText(caches[column]);
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            default -> readOther(type);
        };
    }

    private Object readOther(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> in.getByte() != 0;
            case DATE -> LocalDate.ofEpochDay(in.getSigned());
            case DECIMAL -> readDecimal();
            case INSTANT -> Instant.ofEpochSecond(in.getSigned(), in.getVarint());
            case LOCAL_DATE_TIME ->
                LocalDateTime.of(LocalDate.ofEpochDay(in.getSigned()), LocalTime.ofNanoOfDay(in.getVarint()));
            case BYTES -> in.getBytes(in.getLength());
            case LIST -> readList();
            case ROW -> readRow();
            case LONG, STRING, DOUBLE -> throw new AssertionError(type);
        };
    }

    private String readText(TextCache cache) {
        long head = in.getVarint();
        if ((head & 3) == RowEncoder.TEXT_CACHED) {
            return cache.get(head >>> 2);
        }
        String text = readNewText(head);
        if (text.length() <= TextCache.MAX_LENGTH) {
            cache.put(TextCache.slot(text), text);
        }
        return text;
    }

    private String readNewText(long head) {
        long length = head >>> 2;
        if (length > in.limit - in.position) {
            throw new IllegalStateException("a text of " + length + " bytes is longer than its block");
        }
        int start = in.position;
        in.position += (int) length;
        return switch ((int) head & 3) {
            case RowEncoder.TEXT_LATIN -> new String(in.array, start, (int) length, StandardCharsets.ISO_8859_1);
            case RowEncoder.TEXT_UTF8 -> new String(in.array, start, (int) length, StandardCharsets.UTF_8);
            case RowEncoder.TEXT_UTF16 -> halves(start, (int) length);
            default -> throw new IllegalStateException("a text within a list or row is never cached");
        };
    }

    private String halves(int start, int length) {
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((in.array[start + 2 * i] << 8) | (in.array[start + 2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    private BigDecimal readDecimal() {
        int scale = Math.toIntExact(in.getSigned());
        if (in.getByte() == 0) {
            return BigDecimal.valueOf(in.getSigned(), scale);
        }
        return new BigDecimal(new BigInteger(in.getBytes(in.getLength())), scale);
    }

    private List<@Nullable Object> readList() {
        int size = in.getLength();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(readTagged());
        }
        return Collections.unmodifiableList(list);
    }

    private Row readRow() {
        Schema nested = readSchema(in);
        long at = in.getSigned();
        @Nullable Object[] values = new @Nullable Object[nested.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readTagged();
        }
        return Row.wrap(nested, values, at);
    }

    private @Nullable Object readTagged() {
        int code = in.getByte();
        if (code == TypeCode.NULL) {
            return null;
        }
        ColumnType type = TypeCode.type(code);
        return switch (type) {
            case LONG -> in.getSigned();
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case STRING -> readNewText(in.getVarint());
            default -> readOther(type);
        };
    }
}
