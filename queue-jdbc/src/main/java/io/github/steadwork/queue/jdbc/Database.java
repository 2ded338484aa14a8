package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.JobQueueException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The way to the database: lends connections out for one piece of work, in a transaction or without, and turns what goes wrong
 * there into a {@link JobQueueException}. Work that gave way to another transaction is done once more. Safe for many threads.
 */
final class Database {

    private static final int MOST_TRIES = 8;
    private static final long NEVER = Long.MIN_VALUE;

    /** What is done with a session. It may be done several times, and has to begin anew each time. */
    @FunctionalInterface
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    private final DataSource source;
    private final Dialect dialect;
    private final boolean joinsTransactions;
    private final boolean isolatesByTransaction;
    private final boolean setsIsolation;
    private final ReentrantLock writer = new ReentrantLock(true);
    private volatile Sql sql;
    private volatile long lostAt = NEVER;

    /**
     * Over this source of connections.
     *
     * @param joinsTransactions whether a connection that does not commit by itself belongs to a transaction of the caller
     */
    Database(DataSource source, String prefix, boolean joinsTransactions) {
        this.source = source;
        this.joinsTransactions = joinsTransactions;
        try (Connection connection = source.getConnection()) {
            boolean begins = !connection.getAutoCommit() && !joinsTransactions;
            if (begins) {
                connection.setAutoCommit(true);
            }
            dialect = Dialect.of(connection);
            dialect.prepare(connection);
            boolean isWrong = dialect.readsCommitted()
                    && connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED;
            isolatesByTransaction = isWrong && dialect.beginsReadCommitted();
            setsIsolation = isWrong && !dialect.beginsReadCommitted();
            if (begins) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw new JobQueueException("cannot reach the database: " + e.getMessage(), e);
        }
        sql = new Sql(dialect, prefix, 0);
    }

    Dialect dialect() {
        return dialect;
    }

    /** Statements from now on; tests move the time with it. */
    void use(Sql statements) {
        sql = statements;
    }

    /** Whether the database was out of reach within this time, as far as this process knows. */
    boolean wasLostWithin(Duration time) {
        long at = lostAt;
        return at != NEVER && System.nanoTime() - at < time.toNanos();
    }

    /** Does work whose statements each stand for themselves. */
    <T> T plainly(String verb, Work<T> work) {
        return isolatesByTransaction
                ? tryOften(verb, () -> transact(work))
                : tryOften(verb, () -> {
                    try (Borrowed borrowed = borrow()) {
                        return work.in(session(borrowed.connection));
                    }
                });
    }

    /** Does work that is one statement: on a database with many writers that is a transaction already. */
    <T> T inOneStatement(String verb, Work<T> work) {
        return dialect.hasOneWriter() ? atomically(verb, work) : plainly(verb, work);
    }

    /** Does work in one transaction, which is rolled back if the work throws. */
    <T> T atomically(String verb, Work<T> work) {
        if (!dialect.hasOneWriter()) {
            return tryOften(verb, () -> transact(work));
        }
        writer.lock();
        try {
            return tryOften(verb, () -> transact(work));
        } finally {
            writer.unlock();
        }
    }

    /** Does work in a transaction of somebody else's, who commits or rolls back. If the work throws, nothing of it remains. */
    <T> T within(Connection connection, String verb, Work<T> work) {
        try {
            return saved(connection, work);
        } catch (SQLException e) {
            throw new JobQueueException("could not " + verb + ": " + e.getMessage(), e);
        }
    }

    private Session session(Connection connection) {
        return new Session(connection, dialect, sql);
    }

    private <T> T transact(Work<T> work) throws SQLException {
        try (Borrowed borrowed = borrow()) {
            return borrowed.isForeign ? saved(borrowed.connection, work) : transact(borrowed.connection, work);
        }
    }

    private <T> T transact(Connection connection, Work<T> work) throws SQLException {
        dialect.begin(connection);
        boolean done = false;
        try {
            T answer = work.in(session(connection));
            dialect.commit(connection);
            done = true;
            return answer;
        } finally {
            if (!done) {
                rollback(connection);
            }
        }
    }

    private void rollback(Connection connection) {
        try {
            dialect.rollback(connection);
        } catch (SQLException broken) {
            // the connection is gone, and the transaction with it; what broke it is on its way to the caller
            noteIfLost(broken);
        }
    }

    private <T> T saved(Connection connection, Work<T> work) throws SQLException {
        Session session = session(connection);
        List<T> answer = new ArrayList<>(1);
        session.undoing(() -> answer.add(work.in(session)));
        return answer.get(0);
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws SQLException;
    }

    private <T> T tryOften(String verb, Attempt<T> attempt) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                noteIfLost(e);
                if (tries >= MOST_TRIES || !dialect.gaveWay(e)) {
                    throw new JobQueueException("could not " + verb + ": " + e.getMessage(), e);
                }
                long most = TimeUnit.MILLISECONDS.toNanos(5L << tries);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1, most));
            }
        }
    }

    private void noteIfLost(SQLException error) {
        String state = error.getSQLState();
        boolean lost = (state != null && (state.startsWith("08") || state.startsWith("57P")))
                || error instanceof java.sql.SQLTransientConnectionException
                || error instanceof java.sql.SQLNonTransientConnectionException;
        if (lost && !dialect.gaveWay(error)) {
            lostAt = System.nanoTime();
        }
    }

    private Borrowed borrow() throws SQLException {
        Connection connection = source.getConnection();
        try {
            return new Borrowed(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection for one piece of work, given back as it was. */
    private final class Borrowed implements AutoCloseable {

        private final Connection connection;
        private final boolean isForeign;
        private final boolean committed;
        private int isolation;

        Borrowed(Connection connection) throws SQLException {
            this.connection = connection;
            committed = connection.getAutoCommit();
            isForeign = !committed && joinsTransactions;
            if (!committed && !isForeign) {
                connection.setAutoCommit(true);
            }
            if (setsIsolation && !isForeign) {
                isolation = connection.getTransactionIsolation();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }

        @Override
        public void close() throws SQLException {
            try (Connection closing = connection) {
                if (closing.isClosed() || isForeign) {
                    return;
                }
                if (setsIsolation) {
                    closing.setTransactionIsolation(isolation);
                }
                if (!committed) {
                    closing.setAutoCommit(false);
                }
            }
        }
    }
}
