package io.github.steadwork.format.parquet;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.LogicalTypeAnnotationVisitor;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Which values a column of a file has. What is not named here cannot be read. */
final class CellTypes implements LogicalTypeAnnotationVisitor<Cells> {

    private static final Cells TEXT =
            new Cells(ColumnType.STRING, column -> column.getBinary().toStringUsingUTF8());
    private static final Cells BYTES =
            new Cells(ColumnType.BYTES, column -> column.getBinary().getBytes());
    private static final long JULIAN_1970 = 2_440_588;

    private final PrimitiveType type;

    private CellTypes(PrimitiveType type) {
        this.type = type;
    }

    /** How values of this type are taken; empty if they cannot be read. */
    static Optional<Cells> of(PrimitiveType type, boolean textual) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return meaning == null ? Optional.of(plain(type, textual)) : meaning.accept(new CellTypes(type));
    }

    private static Cells plain(PrimitiveType type, boolean textual) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new Cells(ColumnType.BOOLEAN, ColumnReader::getBoolean);
            case INT32 -> new Cells(ColumnType.LONG, column -> (long) column.getInteger());
            case INT64 -> new Cells(ColumnType.LONG, ColumnReader::getLong);
            case FLOAT -> new Cells(ColumnType.DOUBLE, column -> (double) column.getFloat());
            case DOUBLE -> new Cells(ColumnType.DOUBLE, ColumnReader::getDouble);
            case INT96 -> new Cells(ColumnType.LOCAL_DATE_TIME, CellTypes::julian);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> textual ? TEXT : BYTES;
        };
    }

    /** The old timestamp: nanoseconds of the day, then the number of the day since 4713 before Christ. */
    private static LocalDateTime julian(ColumnReader column) {
        ByteBuffer bytes = ByteBuffer.wrap(column.getBinary().getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        return LocalDate.ofEpochDay(bytes.getInt() - JULIAN_1970).atStartOfDay().plusNanos(nanos);
    }

    @Override
    public Optional<Cells> visit(StringLogicalTypeAnnotation text) {
        return Optional.of(TEXT);
    }

    @Override
    public Optional<Cells> visit(EnumLogicalTypeAnnotation text) {
        return Optional.of(TEXT);
    }

    @Override
    public Optional<Cells> visit(JsonLogicalTypeAnnotation text) {
        return Optional.of(TEXT);
    }

    @Override
    public Optional<Cells> visit(BsonLogicalTypeAnnotation bytes) {
        return Optional.of(BYTES);
    }

    @Override
    public Optional<Cells> visit(UUIDLogicalTypeAnnotation uuid) {
        return Optional.of(new Cells(ColumnType.STRING, column -> {
            ByteBuffer bytes = column.getBinary().toByteBuffer();
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        }));
    }

    /** The type of a column in which there is nothing but null. */
    @Override
    public Optional<Cells> visit(UnknownLogicalTypeAnnotation nothing) {
        return Optional.of(new Cells(ColumnType.STRING, column -> {
            throw new ValueException("is a value in a column that can hold none");
        }));
    }

    @Override
    public Optional<Cells> visit(IntLogicalTypeAnnotation whole) {
        boolean wide = type.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        if (whole.isSigned()) {
            return Optional.of(plain(type, false));
        }
        return Optional.of(
                wide
                        ? new Cells(
                                ColumnType.DECIMAL, column -> new BigDecimal(Long.toUnsignedString(column.getLong())))
                        : new Cells(ColumnType.LONG, column -> Integer.toUnsignedLong(column.getInteger())));
    }

    @Override
    public Optional<Cells> visit(DecimalLogicalTypeAnnotation decimal) {
        int scale = decimal.getScale();
        Cells.Reader reader = switch (type.getPrimitiveTypeName()) {
            case INT32 -> column -> BigDecimal.valueOf(column.getInteger(), scale);
            case INT64 -> column -> BigDecimal.valueOf(column.getLong(), scale);
            default ->
                column -> new BigDecimal(new BigInteger(column.getBinary().getBytes()), scale);
        };
        return Optional.of(new Cells(ColumnType.DECIMAL, reader));
    }

    @Override
    public Optional<Cells> visit(DateLogicalTypeAnnotation day) {
        return Optional.of(new Cells(ColumnType.DATE, column -> LocalDate.ofEpochDay(column.getInteger())));
    }

    @Override
    public Optional<Cells> visit(TimeLogicalTypeAnnotation time) {
        long nanos = 1_000_000_000 / perSecond(time.getUnit());
        return Optional.of(new Cells(
                ColumnType.STRING,
                time.getUnit() == TimeUnit.MILLIS
                        ? column -> LocalTime.ofNanoOfDay(column.getInteger() * nanos)
                                .toString()
                        : column ->
                                LocalTime.ofNanoOfDay(column.getLong() * nanos).toString()));
    }

    @Override
    public Optional<Cells> visit(TimestampLogicalTypeAnnotation time) {
        long second = perSecond(time.getUnit());
        long nanos = 1_000_000_000 / second;
        return Optional.of(
                time.isAdjustedToUTC()
                        ? new Cells(ColumnType.INSTANT, column -> instant(column.getLong(), second, nanos))
                        : new Cells(
                                ColumnType.LOCAL_DATE_TIME,
                                column -> LocalDateTime.ofInstant(
                                        instant(column.getLong(), second, nanos), ZoneOffset.UTC)));
    }

    private static Instant instant(long value, long second, long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(value, second), Math.floorMod(value, second) * nanos);
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> 1_000_000_000;
        };
    }
}
