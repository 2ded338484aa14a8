package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.retry.TransientException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that dies for whoever uses it after so many of its statements and commits: before the deadly one is done, or after it was
 * done and before its reply has come. It stays dead until it is {@linkplain #revive revived}.
 */
public final class DyingSource {

    private static final Set<String> COUNTED = Set.of(
            "commit",
            "executeUpdate",
            "executeBatch",
            "executeQuery",
            "execute",
            "unwrap",
            "saveCheckpoint",
            "saveState",
            "checkCancelled");

    private final DataSource real;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean beforeIt;
    private volatile boolean dead;

    /** In front of this database. */
    public DyingSource(DataSource real) {
        this.real = real;
    }

    /** From now on alive, until so many more statements and commits. */
    public void revive(long statements, boolean before) {
        left.set(statements);
        beforeIt = before;
        dead = false;
    }

    /** Whether it has died since it was revived. */
    public boolean isDead() {
        return dead;
    }

    /** The database as the one sees it who is going to be killed. */
    public DataSource source() {
        return proxy(DataSource.class, real);
    }

    /** The context as the job sees it that is going to be killed: what it saves counts like a statement. */
    public JobContext context(JobContext context) {
        return proxy(JobContext.class, context);
    }

    private <T> T proxy(Class<T> type, Object behind) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    Object result = call(behind, method, args == null ? new Object[0] : args);
                    return method.getName().equals("unwrap") ? result : wrapped(result);
                }));
    }

    private @Nullable Object call(Object behind, java.lang.reflect.Method method, Object[] args) throws Throwable {
        boolean counted = COUNTED.contains(method.getName());
        boolean deadly = counted && left.decrementAndGet() == 0;
        if (deadly && beforeIt) {
            dead = true;
        }
        boolean ends = method.getName().equals("close");
        if (dead && !ends) {
            throw killed(behind);
        }
        try {
            Object result = method.invoke(behind, args);
            if (deadly) {
                dead = true;
                throw killed(behind);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Exception killed(Object behind) {
        return behind instanceof JobContext
                ? new TransientException("the process was killed")
                : new SQLTransientConnectionException("the process was killed", "08006");
    }

    private @Nullable Object wrapped(@Nullable Object result) {
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        }
        if (result instanceof Statement statement) {
            return proxy(Statement.class, statement);
        }
        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
    }
}
