package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.retry.TransientException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The sink's own record of runs: a table beside the target, with a row for each run. Every change of it names the chunk that it
 * follows, and travels with the rows of the next; so of two attempts that write the same chunk, one fails and changes nothing.
 */
final class SinkLedger {

    static final String TABLE = "steadwork_sink";

    private static final String COLUMNS =
            "chunk, published, source_position, rows_read, rows_written, rows_skipped, rows_updated, changed_at";

    /** For how long it is known that a run is over; an attempt that comes back later would write its rows again. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final TableName table;
    private final String run;
    private final String target;
    private final InstantSource clock;

    SinkLedger(TableName table, String run, String target, InstantSource clock) {
        this.clock = clock;
        this.table = table;
        this.run = run;
        this.target = target;
    }

    /** Makes the table if there is none. Another process may do the same at the same moment. */
    void create(Connection connection, Dialect dialect) throws SQLException {
        String name = String.join(".", table.parts());
        if (TableName.find(connection, name).isPresent()) {
            addWhatIsMissing(connection);
            return;
        }
        String ddl = """
                CREATE TABLE %1$s (
                    run %2$s NOT NULL,
                    target %2$s NOT NULL,
                    chunk bigint NOT NULL,
                    published integer NOT NULL,
                    source_position %3$s NOT NULL,
                    rows_read bigint NOT NULL,
                    rows_written bigint NOT NULL,
                    rows_skipped bigint NOT NULL,
                    rows_updated bigint DEFAULT 0 NOT NULL,
                    changed_at bigint DEFAULT 0 NOT NULL,
                    PRIMARY KEY (run, target)
                )""".formatted(table.sql(), dialect.text(200), dialect.text());
        try {
            Sql.execute(connection, ddl);
        } catch (SQLException e) {
            if (TableName.find(connection, name).isEmpty()) {
                throw e;
            }
        }
    }

    /** What a table lacks that an earlier version has made. Neighbouring versions may use it at the same time. */
    private void addWhatIsMissing(Connection connection) throws SQLException {
        addIfMissing(connection, "rows_updated", 0);
        addIfMissing(connection, "changed_at", clock.millis());
    }

    private void addIfMissing(Connection connection, String column, long value) throws SQLException {
        if (has(connection, column)) {
            return;
        }
        try {
            Sql.execute(
                    connection,
                    "ALTER TABLE " + table.sql() + " ADD " + column + " bigint DEFAULT " + value + " NOT NULL");
        } catch (SQLException e) {
            if (!has(connection, column)) {
                throw e;
            }
        }
    }

    private boolean has(Connection connection, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.sql() + " WHERE 1 = 0")) {
            ResultSetMetaData columns = none.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (columns.getColumnName(i).equalsIgnoreCase(column)) {
                    return true;
                }
            }
            return false;
        }
    }

    Optional<SinkState> read(Connection connection) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM " + table.sql() + " WHERE run = ? AND target = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            statement.setString(2, target);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(state(found)) : Optional.empty();
            }
        }
    }

    private static SinkState state(ResultSet found) throws SQLException {
        return new SinkState(
                found.getLong(1),
                found.getInt(2) != 0,
                found.getString(3),
                found.getLong(4),
                found.getLong(5),
                found.getLong(6),
                found.getLong(7));
    }

    void insert(Connection connection, SinkState state) throws SQLException {
        String sql = "INSERT INTO " + table.sql() + " (" + COLUMNS + ", run, target) VALUES (" + Sql.marks(10) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, state);
            statement.executeUpdate();
        }
    }

    /**
     * Moves on from the chunk before.
     *
     * @throws TransientException if another attempt has done so already
     */
    void advance(Connection connection, SinkState from, SinkState to) throws SQLException {
        String sql = "UPDATE " + table.sql() + " SET " + COLUMNS.replace(",", " = ?,")
                + " = ? WHERE run = ? AND target = ? AND chunk = ? AND published = 0";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, to);
            statement.setLong(11, from.chunk());
            if (statement.executeUpdate() != 1) {
                throw new TransientException("another attempt of run " + run + " has written chunk "
                        + (from.chunk() + 1) + " of " + target + " meanwhile; this one must not write it too");
            }
        }
    }

    private void bind(PreparedStatement statement, SinkState state) throws SQLException {
        statement.setLong(1, state.chunk());
        statement.setInt(2, state.published() ? 1 : 0);
        statement.setString(3, state.position());
        statement.setLong(4, state.rowsRead());
        statement.setLong(5, state.rowsWritten());
        statement.setLong(6, state.rowsSkipped());
        statement.setLong(7, state.rowsUpdated());
        statement.setLong(8, clock.millis());
        statement.setString(9, run);
        statement.setString(10, target);
    }

    /** Corrects how many rows have been updated, in the transaction that has moved on to this state. */
    void count(Connection connection, SinkState state) throws SQLException {
        String sql = "UPDATE " + table.sql() + " SET rows_updated = ? WHERE run = ? AND target = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, state.rowsUpdated());
            statement.setString(2, run);
            statement.setString(3, target);
            statement.executeUpdate();
        }
    }

    /** Forgets runs that have been over for so long that no attempt of them can come back. */
    void prune(Connection connection) throws SQLException {
        String sql = "DELETE FROM " + table.sql() + " WHERE published = 1 AND changed_at < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, clock.millis() - KEPT.toMillis());
            statement.executeUpdate();
        }
    }

    void delete(Connection connection) throws SQLException {
        String sql = "DELETE FROM " + table.sql() + " WHERE run = ? AND target = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            statement.setString(2, target);
            statement.executeUpdate();
        }
    }
}
