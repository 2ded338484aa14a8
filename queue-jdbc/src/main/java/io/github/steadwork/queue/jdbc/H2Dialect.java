package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** H2, 2.2 and newer, in memory, in a file, or as a server. */
final class H2Dialect extends Dialect {

    private static final int CONCURRENT_UPDATE = 90131;
    private static final int DEADLOCK = 40001;
    private static final int LOCK_TIMEOUT = 50200;

    @Override
    String name() {
        return "h2";
    }

    @Override
    String now() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS bigint)";
    }

    @Override
    String holdUniqueKey() {
        return "MERGE INTO ${p}unique_key (type, unique_key, touched_at) KEY (type, unique_key) VALUES (?, ?, ?)";
    }

    @Override
    String addGate() {
        return "MERGE INTO ${p}gate (name) KEY (name) VALUES (?)";
    }

    @Override
    String orNothing() {
        return "";
    }

    /** A file that may lose jobs is refused before it has any; see {@link H2Url}. */
    @Override
    void prepare(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        if (H2Url.isFile(url) && !(H2Url.outlivesInterrupts(url) && writesAtOnce(connection))) {
            throw new IllegalArgumentException(
                    "the H2 database " + url + " may lose jobs, when a thread is interrupted or"
                            + " when the process is killed; open it as " + H2Url.durable(url) + " instead");
        }
    }

    private static boolean writesAtOnce(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet delayed = statement.executeQuery("""
                        SELECT 1 FROM INFORMATION_SCHEMA.SETTINGS
                        WHERE SETTING_NAME = 'WRITE_DELAY' AND SETTING_VALUE <> '0'""")) {
            return !delayed.next();
        }
    }

    @Override
    void requireUniqueness(Connection connection) throws SQLException {
        if (connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED) {
            throw new IllegalStateException(
                    "on H2 a job with a unique key can be enqueued in a transaction that is READ COMMITTED,"
                            + " and this one is isolated more, so it cannot see what others have stored meanwhile");
        }
    }

    /** It locks all rows that it finds, and sorts them then. */
    @Override
    boolean locksOnlyWhatItGives() {
        return false;
    }

    @Override
    boolean gaveWay(SQLException error) {
        int code = error.getErrorCode();
        return super.gaveWay(error) || code == CONCURRENT_UPDATE || code == DEADLOCK || code == LOCK_TIMEOUT;
    }
}
