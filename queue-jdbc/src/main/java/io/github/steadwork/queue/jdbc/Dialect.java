package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What differs from database to database, but for the tables, which stand in {@code <name>/*.sql}. The statements of {@link
 * Sql} name these parts as {@code ${now}}, {@code ${lock}} and so on.
 */
abstract class Dialect {

    /** What databases answer when two transactions were in each other's way and one of them had to give in. */
    private static final Set<String> GAVE_WAY = Set.of("40001", "40P01");

    /** The folder of its tables, and its name in messages. */
    abstract String name();

    /** The database's own time, in microseconds since 1970-01-01T00:00Z. It goes on within a transaction or not. */
    abstract String now();

    /** Writes the row of a unique key, and so holds it until the transaction ends; type, key and time are parameters. */
    abstract String holdUniqueKey();

    /** Adds the row of a gate, unless it is there; its name is the parameter. */
    String addGate() {
        return "${insert_new} ${p}gate (name) VALUES (?) ${or_nothing}";
    }

    /** What follows a SELECT that locks its rows and waits for others to let go of them. */
    String lock() {
        return "FOR UPDATE";
    }

    /** What follows a SELECT that locks its rows and passes over those that others have locked. */
    String lockFree() {
        return "FOR UPDATE SKIP LOCKED";
    }

    /** Whether a SELECT with an order and a limit locks no more rows than it gives. */
    boolean locksOnlyWhatItGives() {
        return true;
    }

    /** What follows a SELECT that has to see what others have committed, even in a transaction that began before. */
    String readLatest() {
        return "";
    }

    /** Throws IllegalStateException if a transaction as isolated as this one could not keep jobs with unique keys apart. */
    void requireUniqueness(Connection connection) throws SQLException {}

    /** Begins an insert that does nothing where the key is taken. */
    String insertNew() {
        return "INSERT INTO";
    }

    /** Ends an insert that does nothing where the key is taken. */
    String orNothing() {
        return "ON CONFLICT DO NOTHING";
    }

    /** What has to be said to a database once, when it is opened. */
    void prepare(Connection connection) throws SQLException {}

    /** Whether many nodes may change the tables at once; how they are kept from it. Called first in the transaction. */
    void lockSchema(Connection connection, String prefix) throws SQLException {}

    /** Begins a transaction on a connection that commits by itself. */
    void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    void rollback(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** Whether the isolation of transactions has to be, and can be, READ COMMITTED. */
    boolean readsCommitted() {
        return true;
    }

    /** Whether a transaction begins as READ COMMITTED whatever the session is set to. */
    boolean beginsReadCommitted() {
        return false;
    }

    /** Whether a batch of updates tells how many rows each has changed, whatever the driver is set to. */
    boolean countsBatches() {
        return true;
    }

    /** Whether one transaction at a time may write, so that those of this process had better queue up. */
    boolean hasOneWriter() {
        return false;
    }

    void bindId(PreparedStatement statement, int at, UUID id) throws SQLException {
        statement.setObject(at, id);
    }

    UUID readId(ResultSet rows, int at) throws SQLException {
        return rows.getObject(at, UUID.class);
    }

    /** Whether the same transaction may well succeed when it is tried again at once. */
    boolean gaveWay(SQLException error) {
        return error.getSQLState() != null && GAVE_WAY.contains(error.getSQLState());
    }

    /** Whether a key was taken. */
    boolean isDuplicate(SQLException error) {
        return "23505".equals(error.getSQLState());
    }

    /** The dialect of the database at the other end. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> new PostgresDialect();
            case "h2" -> new H2Dialect();
            case "mariadb", "mysql" -> new MariaDbDialect();
            case "sqlite" -> new SqliteDialect();
            default ->
                throw new IllegalArgumentException(
                        "the database is '" + product + "', supported are PostgreSQL, H2, MariaDB, MySQL and SQLite");
        };
    }
}
