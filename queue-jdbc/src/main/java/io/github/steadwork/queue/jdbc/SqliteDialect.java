package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** SQLite, 3.42 and newer. It has one writer at a time, so a transaction that writes says so at its beginning. */
final class SqliteDialect extends Dialect {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int CONSTRAINT = 19;

    @Override
    String name() {
        return "sqlite";
    }

    @Override
    String now() {
        return "CAST(unixepoch('subsec') * 1000000 AS integer)";
    }

    @Override
    String holdUniqueKey() {
        return "INSERT INTO ${p}unique_key (type, unique_key, touched_at) VALUES (?, ?, ?)"
                + " ON CONFLICT (type, unique_key) DO UPDATE SET touched_at = excluded.touched_at";
    }

    @Override
    String lock() {
        return "";
    }

    @Override
    String lockFree() {
        return "";
    }

    /** With a log of its own, readers and the writer are not in each other's way. The file remembers it. */
    @Override
    void prepare(Connection connection) throws SQLException {
        execute(connection, "PRAGMA journal_mode = WAL");
    }

    @Override
    void begin(Connection connection) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
    }

    @Override
    void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    boolean readsCommitted() {
        return false;
    }

    @Override
    boolean hasOneWriter() {
        return true;
    }

    @Override
    void bindId(PreparedStatement statement, int at, UUID id) throws SQLException {
        statement.setBytes(at, MariaDbDialect.IdBytes.of(id));
    }

    @Override
    UUID readId(ResultSet rows, int at) throws SQLException {
        return MariaDbDialect.IdBytes.read(rows.getBytes(at));
    }

    @Override
    boolean gaveWay(SQLException error) {
        int code = error.getErrorCode() & 0xFF;
        return super.gaveWay(error) || code == BUSY || code == LOCKED;
    }

    @Override
    boolean isDuplicate(SQLException error) {
        return (error.getErrorCode() & 0xFF) == CONSTRAINT;
    }
}
