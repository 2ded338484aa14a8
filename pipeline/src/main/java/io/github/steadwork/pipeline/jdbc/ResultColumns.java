package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Schema;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result, and how their values are read. Whole numbers are LONG, also a NUMERIC without a fraction of up to 18
 * digits; other exact numbers DECIMAL; a time with a zone INSTANT, one without LOCAL_DATE_TIME, or INSTANT if the zone is given
 * that it is meant in; whatever has no type here is text.
 */
final class ResultColumns {

    private static final int LONG_DIGITS = 18;

    private final Schema schema;
    private final Dialect dialect;
    private final @Nullable ZoneId zone;
    private final boolean[] local;
    private final int[] jdbcTypes;

    private ResultColumns(Schema schema, Dialect dialect, @Nullable ZoneId zone, boolean[] local, int[] jdbcTypes) {
        this.schema = schema;
        this.dialect = dialect;
        this.zone = zone;
        this.local = local;
        this.jdbcTypes = jdbcTypes;
    }

    static ResultColumns of(ResultSetMetaData result, Dialect dialect, Optional<ZoneId> zone) throws SQLException {
        int count = result.getColumnCount();
        List<Column> columns = new ArrayList<>();
        boolean[] local = new boolean[count];
        int[] jdbcTypes = new int[count];
        for (int i = 0; i < count; i++) {
            ColumnType type = type(result, i + 1, dialect);
            local[i] = type == ColumnType.LOCAL_DATE_TIME && zone.isPresent();
            jdbcTypes[i] = result.getColumnType(i + 1);
            boolean nullable = result.isNullable(i + 1) != ResultSetMetaData.columnNoNulls;
            columns.add(new Column(result.getColumnLabel(i + 1), local[i] ? ColumnType.INSTANT : type, nullable));
        }
        try {
            return new ResultColumns(Schema.of(columns), dialect, zone.orElse(null), local, jdbcTypes);
        } catch (IllegalArgumentException e) {
            throw new DataException("the query names a column twice: " + e.getMessage() + "; rename one with AS", e);
        }
    }

    private static ColumnType type(ResultSetMetaData result, int index, Dialect dialect) throws SQLException {
        boolean zoned = result.getColumnTypeName(index).toLowerCase(Locale.ROOT).startsWith("timestamptz");
        return switch (result.getColumnType(index)) {
            case Types.BOOLEAN, Types.BIT -> bit(result, index, dialect);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> ColumnType.LONG;
            case Types.BIGINT -> isUnsigned(result, index, dialect) ? ColumnType.DECIMAL : ColumnType.LONG;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> ColumnType.DOUBLE;
            case Types.NUMERIC, Types.DECIMAL -> exact(result, index, dialect);
            case Types.DATE -> dialect == Dialect.SQLITE ? ColumnType.STRING : ColumnType.DATE;
            case Types.TIMESTAMP -> dialect == Dialect.SQLITE
                    ? ColumnType.STRING
                    : zoned ? ColumnType.INSTANT : ColumnType.LOCAL_DATE_TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> ColumnType.INSTANT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnType.BYTES;
            case Types.ARRAY -> ColumnType.LIST;
            default -> ColumnType.STRING;
        };
    }

    /** Other drivers answer what they like. */
    private static boolean isUnsigned(ResultSetMetaData result, int index, Dialect dialect) throws SQLException {
        return (dialect == Dialect.MYSQL || dialect == Dialect.MARIADB) && !result.isSigned(index);
    }

    private static ColumnType bit(ResultSetMetaData result, int index, Dialect dialect) throws SQLException {
        boolean several = result.getPrecision(index) > 1 && dialect != Dialect.H2;
        return several ? ColumnType.STRING : ColumnType.BOOLEAN;
    }

    /** SQLite says NUMERIC of whatever has no declared type, and such a value may be anything. */
    private static ColumnType exact(ResultSetMetaData result, int index, Dialect dialect) throws SQLException {
        int precision = result.getPrecision(index);
        if (dialect == Dialect.SQLITE && precision == 0) {
            return ColumnType.STRING;
        }
        boolean whole = result.getScale(index) == 0 && precision > 0 && precision <= LONG_DIGITS;
        return whole ? ColumnType.LONG : ColumnType.DECIMAL;
    }

    Schema schema() {
        return schema;
    }

    @Nullable
    Object[] read(ResultSet result) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = read(result, i);
            values[i] = result.wasNull() ? null : value;
        }
        return values;
    }

    private @Nullable Object read(ResultSet result, int i) throws SQLException {
        int index = i + 1;
        return switch (schema.column(i).type()) {
            case BOOLEAN -> result.getBoolean(index);
            case LONG -> result.getLong(index);
            case DOUBLE -> result.getDouble(index);
            case DECIMAL -> result.getBigDecimal(index);
            case DATE -> result.getObject(index, LocalDate.class);
            case LOCAL_DATE_TIME -> result.getObject(index, LocalDateTime.class);
            case INSTANT -> local[i] ? zoned(result, index) : instant(result, index);
            case BYTES -> jdbcTypes[i] == Types.BLOB && dialect != Dialect.SQLITE
                    ? blob(result, index)
                    : result.getBytes(index);
            case LIST -> list(result.getArray(index));
            case STRING, ROW -> result.getString(index);
        };
    }

    private @Nullable Instant zoned(ResultSet result, int index) throws SQLException {
        LocalDateTime time = result.getObject(index, LocalDateTime.class);
        return time == null || zone == null ? null : time.atZone(zone).toInstant();
    }

    private static @Nullable Instant instant(ResultSet result, int index) throws SQLException {
        OffsetDateTime time = result.getObject(index, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static byte @Nullable [] blob(ResultSet result, int index) throws SQLException {
        java.sql.Blob blob = result.getBlob(index);
        return blob == null ? null : blob.getBytes(1, Math.toIntExact(blob.length()));
    }

    private static @Nullable List<@Nullable Object> list(@Nullable Array array) throws SQLException {
        if (array == null) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (Object element : (Object[]) array.getArray()) {
            list.add(element(element));
        }
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object element(@Nullable Object element) {
        if (element == null || ColumnType.of(element).isPresent()) {
            return element;
        }
        if (element instanceof Byte || element instanceof Short || element instanceof Integer) {
            return ((Number) element).longValue();
        }
        if (element instanceof Float number) {
            return (double) number;
        }
        return element instanceof BigDecimal ? element : element.toString();
    }

    /** A value as a parameter that is compared with this column. */
    @Nullable
    Object parameter(int column, @Nullable Object value) {
        boolean meantLocally = local[column] && zone != null;
        return meantLocally && value instanceof Instant instant ? LocalDateTime.ofInstant(instant, zone) : value;
    }

    /** The value of this column that the text stands for. */
    Object parse(int column, String text) {
        return Casts.parse(text, schema.column(column).type());
    }
}
