package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Puts rows into a table as they are: with COPY where PostgreSQL's driver is, else in batches. */
final class RowLoader {

    private static final int BATCH = 1_000;

    private final Dialect dialect;
    private final TableName table;
    private final List<String> columns;
    private final boolean numbered;

    /**
     * A loader.
     *
     * @param numbered whether the first column is a number that counts the rows
     */
    RowLoader(Dialect dialect, TableName table, List<String> columns, boolean numbered) {
        this.dialect = dialect;
        this.table = table;
        this.numbered = numbered;
        List<String> all = new ArrayList<>(columns);
        if (numbered) {
            all.add(0, Staging.NUMBER);
        }
        this.columns = all;
    }

    void load(Connection connection, List<Row> rows, long firstNumber) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String into = table.sql() + " (" + Sql.list(columns, table.quote()) + ")";
        if (dialect == Dialect.POSTGRESQL && PostgresCopy.isPossible(connection)) {
            PostgresCopy.copy(connection, "COPY " + into + " FROM STDIN", rows, numbered ? firstNumber : -1);
        } else {
            insert(connection, "INSERT INTO " + into + " VALUES (" + Sql.marks(columns.size()) + ")", rows, firstNumber);
        }
    }

    private void insert(Connection connection, String sql, List<Row> rows, long firstNumber) throws SQLException {
        Binder binder = new Binder(dialect);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int batched = 0;
            for (int i = 0; i < rows.size(); i++) {
                bind(statement, binder, rows.get(i), firstNumber + i);
                statement.addBatch();
                if (++batched == BATCH) {
                    statement.executeBatch();
                    batched = 0;
                }
            }
            if (batched > 0) {
                statement.executeBatch();
            }
        }
    }

    private void bind(PreparedStatement statement, Binder binder, Row row, long number) throws SQLException {
        int index = 1;
        if (numbered) {
            statement.setLong(index++, number);
        }
        for (int i = 0; i < row.size(); i++) {
            binder.bind(statement, index++, row.get(i));
        }
    }
}
