package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wake-ups by LISTEN and NOTIFY. One thread tells, another listens, each on a connection of its own. Both outlive whatever goes wrong
 * there: they say so once, and try again until it works.
 *
 * <p>A NOTIFY makes commits of the whole server queue up for a moment, so it is never part of a transaction that stores jobs (but
 * for those of callers), it waits for no disk, and there is at most one each {@link #PAUSE}: whatever comes in between is told by the next.
 */
final class PostgresWakeUp implements WakeUp {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.steadwork.queue.jdbc");
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int LISTEN_MILLIS = 500;

    // A hint that a crash of the server takes back has told of work that the crash has not.
    private static final String TELL = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, '')";
    private static final String TELL_AT_COMMIT = "SELECT pg_notify(?, '')";

    private final DataSource source;
    private final String channel;
    private final Runnable heard;
    private final Timing timing;
    private final Thread teller =
            new Thread(new Duty("tell other processes of work", this::tellOthers), "steadwork-notify");
    private final Thread listener =
            new Thread(new Duty("listen to other processes", this::listenToOthers), "steadwork-listen");
    private volatile boolean toldOf;
    private volatile int tellerPid;
    private volatile boolean closed;
    private boolean tells;
    private boolean listens;

    /**
     * How patient it is.
     *
     * @param retry how long to rest when something has gone wrong
     * @param check how often to ask whether a connection on which nothing is heard still leads to the server
     * @param answer how long that may take
     */
    record Timing(Duration retry, Duration check, Duration answer) {

        static final Timing DEFAULT = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    PostgresWakeUp(DataSource source, String prefix, Runnable heard, Timing timing) {
        this.source = source;
        this.channel = (prefix + "work").replace('.', '_').toLowerCase(Locale.ROOT);
        this.heard = heard;
        this.timing = timing;
        teller.setDaemon(true);
        listener.setDaemon(true);
    }

    @Override
    public void tell() {
        if (toldOf) {
            return;
        }
        toldOf = true;
        startTeller();
        LockSupport.unpark(teller);
    }

    private synchronized void startTeller() {
        if (!tells && !closed) {
            tells = true;
            teller.start();
        }
    }

    @Override
    public void tellWithin(Connection connection) throws SQLException {
        tell(connection, TELL_AT_COMMIT);
    }

    private void tell(Connection connection, String sql) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement(sql)) {
            notify.setString(1, channel);
            notify.execute();
        }
    }

    @Override
    public synchronized void listen() {
        if (!listens && !closed) {
            listens = true;
            listener.start();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(teller);
        listener.interrupt();
    }

    /** Does one thing as long as the wake-ups are open, whatever goes wrong; a series of failures is logged once. */
    private final class Duty implements Runnable {

        private final String what;
        private final Turn turn;
        private boolean fails;

        Duty(String what, Turn turn) {
            this.what = what;
            this.turn = turn;
        }

        @Override
        public void run() {
            while (!closed) {
                try {
                    turn.run(() -> fails = false);
                } catch (Throwable error) {
                    if (!fails && !closed) {
                        fails = true;
                        LOGGER.warn("cannot {}; workers look for work now and then meanwhile", what, error);
                    }
                    rest(timing.retry);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Turn {
        void run(Runnable works) throws SQLException;
    }

    private void tellOthers(Runnable works) throws SQLException {
        if (!toldOf) {
            LockSupport.park(this);
            return;
        }
        toldOf = false;
        try (Connection connection = source.getConnection()) {
            tellerPid = connection.unwrap(PGConnection.class).getBackendPID();
            tell(connection, TELL);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        works.run();
        rest(PAUSE);
    }

    /** Whoever tells of work meanwhile cuts no rest short. */
    private void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void listenToOthers(Runnable works) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + channel);
                works.run();
                heard.run(); // whatever came before it listened
                hear(connection);
                statement.execute("UNLISTEN " + channel);
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        long checked = System.nanoTime();
        while (!closed) {
            @Nullable PGNotification[] news = postgres.getNotifications(LISTEN_MILLIS);
            if (news != null && Arrays.stream(news).anyMatch(this::isFromOthers)) {
                heard.run();
            }
            if (System.nanoTime() - checked > timing.check.toNanos()) {
                requireAnswer(connection);
                checked = System.nanoTime();
            }
        }
    }

    /** A connection that was cut off on the way is as quiet as one on which there is nothing to hear. */
    private void requireAnswer(Connection connection) throws SQLException {
        if (!connection.isValid((int) Math.max(1, timing.answer.toSeconds()))) {
            connection.abort(Runnable::run);
            throw new SQLException("the connection on which it listened leads nowhere");
        }
    }

    /** Those in this process have been told before. */
    private boolean isFromOthers(@Nullable PGNotification notification) {
        return notification != null && notification.getPID() != tellerPid;
    }
}
