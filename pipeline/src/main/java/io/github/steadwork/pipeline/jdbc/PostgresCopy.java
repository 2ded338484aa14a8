package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
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
            CopyText lines = new CopyText();
            for (int i = 0; i < rows.size(); i++) {
                if (firstNumber >= 0) {
                    lines.number(firstNumber + i);
                    lines.sign('\t');
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

    private static void flush(CopyIn copy, CopyText lines) throws SQLException {
        copy.writeToCopy(lines.bytes(), 0, lines.length());
        lines.clear();
    }

    private static void append(CopyText lines, Row row) {
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) {
                lines.sign('\t');
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
        lines.sign('\n');
    }

    private static void append(CopyText lines, @Nullable Object value) {
        if (value == null) {
            lines.plain("\\N");
        } else if (value instanceof Long number) {
            lines.number(number);
        } else if (value instanceof LocalDate day) {
            lines.day(day);
        } else if (value instanceof BigDecimal decimal) {
            lines.plain(decimal.toPlainString());
        } else if (value instanceof byte[] bytes) {
            lines.plain("\\\\x");
            lines.plain(HexFormat.of().formatHex(bytes));
        } else {
            lines.text(String.valueOf(Casts.text(value)));
        }
    }
}
