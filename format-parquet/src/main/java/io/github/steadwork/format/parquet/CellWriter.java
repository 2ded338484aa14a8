package io.github.steadwork.format.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Writes the values of one column. */
final class CellWriter {

    private static final int FIXED = 8;
    private static final int DECIMAL_BYTES = 16;

    private final Column column;
    private final ParquetOptions options;
    private final int level;

    private CellWriter(Column column, ParquetOptions options) {
        this.column = column;
        this.options = options;
        this.level = column.nullable() ? 1 : 0;
    }

    static CellWriter of(Column column, ParquetOptions options) {
        return new CellWriter(column, options);
    }

    /** The schema of the file. */
    static MessageType message(Schema schema, CellWriter[] cells) {
        List<Type> fields = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            fields.add(cells[i].type());
        }
        return new MessageType("rows", fields);
    }

    private PrimitiveType type() {
        TimeUnit unit = options.nanos() ? TimeUnit.NANOS : TimeUnit.MICROS;
        return switch (column.type()) {
            case BOOLEAN -> type(PrimitiveTypeName.BOOLEAN, null);
            case LONG -> type(PrimitiveTypeName.INT64, null);
            case DOUBLE -> type(PrimitiveTypeName.DOUBLE, null);
            case DECIMAL ->
                type(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, decimalType(options.scale(), options.precision()));
            case STRING -> type(PrimitiveTypeName.BINARY, stringType());
            case LIST, ROW -> type(PrimitiveTypeName.BINARY, jsonType());
            case BYTES -> type(PrimitiveTypeName.BINARY, null);
            case DATE -> type(PrimitiveTypeName.INT32, dateType());
            case INSTANT -> type(PrimitiveTypeName.INT64, timestampType(true, unit));
            case LOCAL_DATE_TIME -> type(PrimitiveTypeName.INT64, timestampType(false, unit));
        };
    }

    private PrimitiveType type(PrimitiveTypeName stored, @Nullable LogicalTypeAnnotation meaning) {
        var builder = column.nullable() ? Types.optional(stored) : Types.required(stored);
        int length = stored == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY ? DECIMAL_BYTES : 0;
        return (meaning == null ? builder : builder.as(meaning)).length(length).named(column.name());
    }

    /**
     * Writes a value; says about how many bytes it is.
     *
     * @throws ValueException if the file cannot hold it as it is
     */
    long write(ColumnWriter out, @Nullable Object value) {
        if (value == null) {
            if (!column.nullable()) {
                throw new ValueException("is null, but is required");
            }
            out.writeNull(0, 0);
            return 1;
        }
        switch (column.type()) {
            case BOOLEAN -> out.write((boolean) value, 0, level);
            case LONG -> out.write((long) value, 0, level);
            case DOUBLE -> out.write((double) value, 0, level);
            case DATE -> out.write(Math.toIntExact(((LocalDate) value).toEpochDay()), 0, level);
            case INSTANT -> out.write(time((Instant) value), 0, level);
            case LOCAL_DATE_TIME -> out.write(time(((LocalDateTime) value).toInstant(ZoneOffset.UTC)), 0, level);
            case DECIMAL -> {
                return write(out, Binary.fromConstantByteArray(decimal((BigDecimal) value)));
            }
            case STRING -> {
                return write(out, Binary.fromString((String) value));
            }
            case BYTES -> {
                return write(out, Binary.fromConstantByteArray((byte[]) value));
            }
            case LIST, ROW -> {
                return write(out, Binary.fromString(String.valueOf(Casts.text(value))));
            }
        }
        return FIXED;
    }

    private long write(ColumnWriter out, Binary bytes) {
        out.write(bytes, 0, level);
        return bytes.length();
    }

    private long time(Instant instant) {
        long perSecond = options.nanos() ? 1_000_000_000 : 1_000_000;
        long nanos = 1_000_000_000 / perSecond;
        if (instant.getNano() % nanos != 0) {
            throw new ValueException("'" + instant + "' has nanoseconds; set the option 'times' to nanos");
        }
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), perSecond), instant.getNano() / nanos);
        } catch (ArithmeticException e) {
            throw new ValueException("'" + instant + "' is too far away for a count of "
                    + (options.nanos() ? "nanoseconds; set the option 'times' to micros" : "microseconds"));
        }
    }

    private byte[] decimal(BigDecimal value) {
        BigDecimal scaled;
        try {
            scaled = value.setScale(options.scale(), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw tooLong(value);
        }
        if (scaled.precision() > options.precision()) {
            throw tooLong(value);
        }
        byte[] shortest = scaled.unscaledValue().toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, 0, DECIMAL_BYTES - shortest.length, (byte) (shortest[0] < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, bytes, DECIMAL_BYTES - shortest.length, shortest.length);
        return bytes;
    }

    private ValueException tooLong(BigDecimal value) {
        return new ValueException("'" + value + "' does not fit into " + options.precision() + " digits with "
                + options.scale() + " behind the point; set the option 'decimal', as 38,20");
    }
}
