package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of one running query, which come as they are asked for. It holds a connection. For one thread. */
public final class RowStream implements AutoCloseable {

    private final Connection connection;
    private final boolean automatic;
    private final PreparedStatement statement;
    private final ResultSet result;
    private final ResultColumns columns;
    private long position;

    private RowStream(
            Connection connection,
            boolean automatic,
            PreparedStatement statement,
            ResultSet result,
            ResultColumns columns) {
        this.connection = connection;
        this.automatic = automatic;
        this.statement = statement;
        this.result = result;
        this.columns = columns;
    }

    /** Makes the statement on the connection. */
    @FunctionalInterface
    interface Preparing {
        PreparedStatement on(Connection connection) throws SQLException;
    }

    /** PostgreSQL streams only outside of auto-commit mode; to others the transaction does no harm. */
    static RowStream open(
            Connection connection, Dialect dialect, ResultColumns columns, int fetchSize, Preparing preparing)
            throws SQLException {
        boolean automatic = connection.getAutoCommit();
        connection.setAutoCommit(false);
        PreparedStatement statement = preparing.on(connection);
        try {
            dialect.stream(statement, fetchSize);
            return new RowStream(connection, automatic, statement, statement.executeQuery(), columns);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            connection.rollback();
            connection.setAutoCommit(automatic);
            throw e;
        }
    }

    /** The next rows, so many at most; none at the end. */
    public List<Row> next(int limit) throws SQLException {
        List<Row> rows = new ArrayList<>();
        while (rows.size() < limit && result.next()) {
            rows.add(Row.wrap(columns.schema(), columns.read(result), ++position));
        }
        return rows;
    }

    /** Ends the query and gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        try (connection;
                statement;
                result) {
            statement.cancel();
        } finally {
            restore();
        }
    }

    private void restore() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(automatic);
        }
    }
}
