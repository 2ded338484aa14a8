package io.github.steadwork.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections break after the database has committed and before the caller learns that: every third time, and only on the threads that are meant. All else works.
 */
public final class ReplyLoss {

    private static final int EVERY = 3;
    private static final String CONNECTION_FAILURE = "08006";
    private static final Map<String, Class<?>> STATEMENTS = Map.of(
            "createStatement", Statement.class,
            "prepareStatement", PreparedStatement.class,
            "prepareCall", CallableStatement.class);

    private final Predicate<String> threads;
    private final AtomicInteger commits = new AtomicInteger();

    private ReplyLoss(Predicate<String> threads) {
        this.threads = threads;
    }

    /** The data source, made lossy for the threads with such names. */
    public static DataSource in(DataSource real, Predicate<String> threads) {
        ReplyLoss loss = new ReplyLoss(threads);
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object answer = call(real, method, arguments);
            return answer instanceof Connection connection ? loss.lossy(connection) : answer;
        });
    }

    private Connection lossy(Connection real) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object answer = call(real, method, arguments);
            if (method.getName().equals("commit")) {
                perhapsLose(real);
            }
            Class<?> statement = STATEMENTS.get(method.getName());
            return statement == null || answer == null ? answer : lossy(statement, answer, real);
        });
    }

    private Object lossy(Class<?> type, Object real, Connection connection) {
        return proxy(type, (self, method, arguments) -> {
            Object answer = call(real, method, arguments);
            if (method.getName().startsWith("execute") && connection.getAutoCommit()) {
                perhapsLose(connection);
            }
            return answer;
        });
    }

    private void perhapsLose(Connection connection) throws SQLException {
        if (threads.test(Thread.currentThread().getName()) && commits.incrementAndGet() % EVERY == 0) {
            connection.abort(Runnable::run);
            throw new SQLException("the reply was lost on its way", CONNECTION_FAILURE);
        }
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(ReplyLoss.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
