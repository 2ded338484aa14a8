package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Row;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives values to statements. */
final class Binder {

    private final Dialect dialect;

    Binder(Dialect dialect) {
        this.dialect = dialect;
    }

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, dialect == Dialect.POSTGRESQL ? Types.OTHER : Types.NULL);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof Boolean truth) {
            statement.setBoolean(index, truth);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (dialect == Dialect.SQLITE) {
            statement.setString(index, Casts.text(value));
        } else {
            bindOther(statement, index, value);
        }
    }

    private void bindOther(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            statement.setBigDecimal(index, decimal);
        } else if (value instanceof LocalDate || value instanceof LocalDateTime) {
            statement.setObject(index, value);
        } else if (value instanceof Instant instant) {
            boolean hasZones = dialect != Dialect.MYSQL && dialect != Dialect.MARIADB;
            statement.setObject(
                    index,
                    hasZones
                            ? instant.atOffset(ZoneOffset.UTC)
                            : LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        } else {
            bindText(statement, index, value);
        }
    }

    /** PostgreSQL takes a text without a type for whatever the column is: an enum, a uuid, json. */
    private void bindText(PreparedStatement statement, int index, Object value) throws SQLException {
        String text = value instanceof List || value instanceof Row ? Casts.text(value) : String.valueOf(value);
        if (dialect == Dialect.POSTGRESQL) {
            statement.setObject(index, text, Types.OTHER);
        } else {
            statement.setString(index, text);
        }
    }
}
