package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database as others than the queue use it. */
final class Raw implements AutoCloseable {

    private final UrlDataSource source;

    Raw(String url) {
        source = new UrlDataSource(url);
    }

    UrlDataSource source() {
        return source;
    }

    /** A connection that has begun a transaction; what is not committed when it is closed is rolled back. */
    Connection transaction() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    void run(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("could not run: " + sql, e);
        }
    }

    long count(String table) {
        return number("SELECT count(*) FROM " + table);
    }

    long number(String query) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("could not run: " + query, e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
