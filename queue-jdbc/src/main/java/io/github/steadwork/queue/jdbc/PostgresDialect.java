package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL, 13 and newer. */
final class PostgresDialect extends Dialect {

    @Override
    String name() {
        return "postgresql";
    }

    /**
     * A worker that stands still in the middle of a transaction must not keep its locks for as long as it likes. What is set here
     * ends with the transaction, since poolers give a session to another client then.
     */
    @Override
    void begin(Connection connection) throws SQLException {
        super.begin(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED;"
                    + " SET LOCAL idle_in_transaction_session_timeout = '10s'");
        }
    }

    @Override
    boolean beginsReadCommitted() {
        return true;
    }

    @Override
    String now() {
        return "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    }

    @Override
    String holdUniqueKey() {
        return "INSERT INTO ${p}unique_key (type, unique_key, touched_at) VALUES (?, ?, ?)"
                + " ON CONFLICT (type, unique_key) DO UPDATE SET touched_at = excluded.touched_at";
    }

    @Override
    void lockSchema(Connection connection, String prefix) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtext(?))")) {
            lock.setString(1, "steadwork schema " + prefix);
            lock.execute();
        }
    }
}
