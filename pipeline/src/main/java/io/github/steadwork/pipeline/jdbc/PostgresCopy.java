package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows into PostgreSQL by COPY, in its text form. Nothing here is touched where the driver is another one. */
final class PostgresCopy {

    private static final int FLUSH = 1 << 16;
    private static final String DRIVER = "org.postgresql.PGConnection";

    private PostgresCopy() {}

    static boolean isPossible(Connection connection) throws SQLException {
        try {
            return connection.isWrapperFor(Class.forName(DRIVER));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Copies the rows, each with a number before it unless the first number is negative. */
    static void copy(Connection connection, String sql, List<Row> rows, long firstNumber) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            StringBuilder lines = new StringBuilder(FLUSH + FLUSH / 4);
            for (int i = 0; i < rows.size(); i++) {
                if (firstNumber >= 0) {
                    lines.append(firstNumber + i).append('\t');
                }
                append(lines, rows.get(i));
                if (lines.length() >= FLUSH) {
                    flush(copy, lines);
                }
            }
            flush(copy, lines);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void flush(CopyIn copy, StringBuilder lines) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    private static void append(StringBuilder lines, Row row) {
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) {
                lines.append('\t');
            }
            try {
                append(lines, row.get(i));
            } catch (ValueException e) {
                throw new DataException(
                        "row " + row.position() + ", column '"
                                + row.schema().column(i).name() + "': " + e.getMessage(),
                        e);
            }
        }
        lines.append('\n');
    }

    private static void append(StringBuilder lines, @Nullable Object value) {
        if (value == null) {
            lines.append("\\N");
        } else if (value instanceof Long number) {
            lines.append(number.longValue());
        } else if (value instanceof byte[] bytes) {
            lines.append("\\\\x").append(HexFormat.of().formatHex(bytes));
        } else {
            escape(lines, String.valueOf(Casts.text(value)));
        }
    }

    private static void escape(StringBuilder lines, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                case '\0' ->
                    throw new ValueException(
                            "has a zero character, which PostgreSQL cannot hold; take it out by a transform");
                default -> lines.append(c);
            }
        }
    }
}
