package io.github.steadwork.queue.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and PostgreSQL as PgBouncer does in transaction mode: each transaction, and each statement outside of one, may meet another session. What a client leaves
 * behind in a session is noted, for the next client would find it.
 */
final class TransactionPooler implements AutoCloseable {

    private static final int SESSIONS = 3;

    private static final String LEFT_BEHIND = """
            SELECT 'setting ' || name FROM pg_settings
                WHERE source = 'session' AND name <> 'application_name' AND NOT starts_with(name, 'transaction_')
            UNION ALL SELECT 'prepared statement ' || statement FROM pg_prepared_statements
            UNION ALL SELECT 'listens to ' || pg_listening_channels()
            UNION ALL SELECT 'cursor ' || name FROM pg_cursors WHERE is_holdable
            UNION ALL SELECT 'advisory lock' FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
            UNION ALL SELECT 'temporary table ' || relname FROM pg_class
                WHERE relpersistence = 't' AND relnamespace = pg_my_temp_schema()""";

    private final Deque<Connection> sessions = new ArrayDeque<>();
    private final Connection unused;
    private final List<String> leftBehind = Collections.synchronizedList(new ArrayList<>());

    /** Before the database of this URL. */
    TransactionPooler(String url) throws SQLException {
        unused = DriverManager.getConnection(url);
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(DriverManager.getConnection(url + "&prepareThreshold=0"));
        }
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection());
    }

    /** What sessions were left with. */
    List<String> leftBehind() {
        return List.copyOf(leftBehind);
    }

    private Connection connection() {
        Client client = new Client();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> client.call(method, arguments));
    }

    private Connection takeSession() throws InterruptedException {
        synchronized (sessions) {
            while (sessions.isEmpty()) {
                sessions.wait();
            }
            return sessions.removeFirst();
        }
    }

    /** It goes to the end of the line, so the same client seldom meets it twice in a row. */
    private void giveBack(Connection session) throws SQLException {
        session.setAutoCommit(true);
        try (Statement ask = session.createStatement();
                ResultSet left = ask.executeQuery(LEFT_BEHIND)) {
            while (left.next()) {
                leftBehind.add(left.getString(1));
            }
        }
        synchronized (sessions) {
            sessions.addLast(session);
            sessions.notifyAll();
        }
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** One connection as a client sees it. */
    private final class Client {

        private boolean commitsByItself = true;
        private @Nullable Connection transaction;

        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "getAutoCommit" -> {
                    return commitsByItself;
                }
                case "setAutoCommit" -> {
                    commitsByItself = arguments != null && Boolean.TRUE.equals(arguments[0]);
                    end(method, arguments);
                    return null;
                }
                case "commit", "rollback" -> {
                    return end(method, arguments);
                }
                case "close" -> {
                    end(Connection.class.getMethod("rollback"), null);
                    return null;
                }
                case "isClosed" -> {
                    return false;
                }
                case "createArrayOf" -> {
                    return invoke(unused, method, arguments); // speaks to nobody
                }
                default -> {
                    return commitsByItself ? alone(method, arguments) : invoke(begun(), method, arguments);
                }
            }
        }

        private Connection begun() throws InterruptedException, SQLException {
            Connection session = transaction;
            if (session == null) {
                session = takeSession();
                session.setAutoCommit(false);
                transaction = session;
            }
            return session;
        }

        private @Nullable Object end(Method how, Object @Nullable [] arguments) throws Throwable {
            Connection session = transaction;
            if (session == null) {
                return null;
            }
            transaction = null;
            try {
                return invoke(session, how, arguments);
            } finally {
                giveBack(session);
            }
        }

        /** A statement keeps its session until it is closed. */
        private @Nullable Object alone(Method method, Object @Nullable [] arguments) throws Throwable {
            Connection session = takeSession();
            Object answer = invoke(session, method, arguments);
            if (answer instanceof Statement statement) {
                Class<?> type = answer instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
                return Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {type}, (proxy, step, given) -> {
                            Object result = invoke(statement, step, given);
                            if (step.getName().equals("close")) {
                                giveBack(session);
                            }
                            return result;
                        });
            }
            giveBack(session);
            return answer;
        }
    }

    @Override
    public void close() throws SQLException {
        unused.close();
        for (Connection session : sessions) {
            session.close();
        }
    }
}
