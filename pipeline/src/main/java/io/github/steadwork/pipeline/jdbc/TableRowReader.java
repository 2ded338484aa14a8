package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads all rows of a table. */
final class TableRowReader implements RowReader {

    private static final int ROWS = 1_000;

    private final String table;
    private final Schema schema;
    private final RowStream stream;
    private Iterator<Row> rows = List.<Row>of().iterator();
    private long done;

    TableRowReader(String table, Schema schema, RowStream stream) {
        this.table = table;
        this.schema = schema;
        this.stream = stream;
    }

    @Override
    public String source() {
        return table;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Row read() throws IOException {
        try {
            if (!rows.hasNext()) {
                rows = stream.next(ROWS).iterator();
            }
        } catch (SQLException e) {
            throw new IOException("cannot read on in the table " + table + ": " + e.getMessage(), e);
        }
        if (!rows.hasNext()) {
            return null;
        }
        done++;
        return rows.next();
    }

    @Override
    public Unit unit() {
        return Unit.ROWS;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } catch (SQLException e) {
            throw new IOException("cannot end the query of the table " + table + ": " + e.getMessage(), e);
        }
    }
}
