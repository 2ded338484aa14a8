package io.github.steadwork.queue.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections by URL, for who has no data source: those that come back are used again. No pool for an application, for it has no
 * bound and no health checks; a connection on which a statement has failed is not used again, which is enough for a queue.
 */
final class UrlDataSource implements DataSource, AutoCloseable {

    private static final int MOST_IDLE = 8;

    private final String url;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    UrlDataSource(String url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection ready = idle.poll();
        while (ready != null && ready.isClosed()) {
            ready = idle.poll();
        }
        return lend(ready != null ? ready : DriverManager.getConnection(url));
    }

    private Connection lend(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lent(connection));
    }

    /** A connection that comes back when it is closed. */
    private final class Lent implements InvocationHandler {

        private final Connection connection;
        private boolean failed;
        private boolean returned;

        Lent(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("close")) {
                giveBack();
                return null;
            }
            if (method.getName().equals("isClosed") && returned) {
                return true;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                failed = true;
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private void giveBack() throws SQLException {
            if (returned) {
                return;
            }
            returned = true;
            if (failed || closed || idle.size() >= MOST_IDLE || !isSound()) {
                connection.close();
            } else {
                idle.push(connection);
            }
        }

        /** Statements fail on their own, without the connection's being asked; so it is asked now. */
        private boolean isSound() throws SQLException {
            return !connection.isClosed() && connection.getAutoCommit();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return lend(DriverManager.getConnection(url, user, password));
    }

    @Override
    public void close() {
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // then it is closed
            }
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it does not log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
