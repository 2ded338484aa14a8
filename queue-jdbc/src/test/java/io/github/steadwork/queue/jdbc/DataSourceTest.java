package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.StoredRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sources as applications configure them. */
@Timeout(60)
final class DataSourceTest {

    private static EnqueueBatch job() {
        return EnqueueBatch.of(List.of(StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING)));
    }

    /** A source whose connections are changed before they are given out. */
    private static DataSource changed(DataSource source, UnaryOperator<Connection> change) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(source, arguments);
                        return answer instanceof Connection connection ? change.apply(connection) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    private static Connection configured(Connection connection, int isolation, boolean commitsByItself) {
        try {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(commitsByItself);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void works(JdbcJobQueue queue) {
        queue.enqueue(job());
        queue.enqueue(job());
        List<Claim> claims = Lessee.claim(queue, "queue", "type", 10);
        assertThat(claims).hasSize(2);
        Lessee.settle(queue, claims.subList(0, 1), new Outcome.Succeeded(Payload.NOTHING));
        queue.cancel(JobFilter.ALL, "not needed", 10);
        Lessee.settle(queue, claims.subList(1, 2), new Outcome.Released("", true));
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(2);
        assertThat(queue.purge(JobFilter.ALL, Duration.ZERO, 10)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#withManyWriters")
    void whateverTheIsolationAndWhoeverCommits(TestedDatabase database) {
        for (int isolation : List.of(Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE)) {
            for (boolean commitsByItself : List.of(true, false)) {
                try (Raw raw = new Raw(database.newUrl())) {
                    DataSource source =
                            changed(raw.source(), connection -> configured(connection, isolation, commitsByItself));
                    try (JdbcJobQueue queue = JdbcJobQueue.builder(source).build()) {
                        works(queue);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aConnectionComesBackAsItWas(TestedDatabase database) throws SQLException {
        try (Raw raw = new Raw(database.newUrl());
                Connection only = raw.source().getConnection()) {
            int isolation = Connection.TRANSACTION_SERIALIZABLE;
            configured(only, isolation, false);
            DataSource source = changed(raw.source(), unused -> unclosed(unused, only));
            // wake-ups have a thread of their own, and one connection is for one thread at a time
            try (JdbcJobQueue queue = JdbcJobQueue.builder(source).wakeUp(false).build()) {
                works(queue);
            }
            assertThat(only.getTransactionIsolation()).isEqualTo(isolation);
            assertThat(only.getAutoCommit()).isFalse();
        }
    }

    /** The one connection, which nobody can close, instead of another. */
    private static Connection unclosed(Connection instead, Connection only) {
        try {
            instead.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(only, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void anEnqueueJoinsTheTransactionOfTheThread(TestedDatabase database) throws SQLException {
        ConcurrentMap<Thread, Connection> bound = new ConcurrentHashMap<>();
        try (Raw raw = new Raw(database.newUrl())) {
            DataSource source = changed(raw.source(), connection -> {
                Connection transaction = bound.get(Thread.currentThread());
                return transaction == null ? connection : unclosed(connection, transaction);
            });
            try (JdbcJobQueue queue =
                    JdbcJobQueue.builder(source).joinTransactions(true).build()) {
                rollsBack(raw, queue, bound);
                assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
                commits(raw, queue, bound);
                assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(2);
                works(queue, 2);
            }
        }
    }

    private static void rollsBack(Raw raw, JdbcJobQueue queue, ConcurrentMap<Thread, Connection> bound)
            throws SQLException {
        try (Connection transaction = raw.transaction()) {
            bound.put(Thread.currentThread(), transaction);
            assertThat(queue.enqueue(job()).accepted()).isTrue();
            transaction.rollback();
        } finally {
            bound.clear();
        }
    }

    private static void commits(Raw raw, JdbcJobQueue queue, ConcurrentMap<Thread, Connection> bound)
            throws SQLException {
        try (Connection transaction = raw.transaction()) {
            bound.put(Thread.currentThread(), transaction);
            EnqueueReceipt receipt = queue.enqueue(job());
            assertThat(queue.inspector().find(receipt.jobs().get(0).id())).isPresent();
            queue.enqueue(job());
            transaction.commit();
        } finally {
            bound.clear();
        }
    }

    private static void works(JdbcJobQueue queue, int jobs) {
        List<Claim> claims = Lessee.claim(queue, "queue", "type", 10);
        assertThat(claims).hasSize(jobs);
        Lessee.settle(queue, claims, new Outcome.Succeeded(Payload.NOTHING));
    }
}
