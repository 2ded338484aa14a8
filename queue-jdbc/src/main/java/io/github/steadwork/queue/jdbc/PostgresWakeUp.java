package io.github.steadwork.queue.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Wake-ups by LISTEN and NOTIFY. One thread tells, another listens, each on a connection of its own.
 *
 * <p>A NOTIFY makes commits of the whole server queue up for a moment, so it is never part of a transaction that stores jobs (but
 * for those of callers), and there is at most one each {@link #PAUSE}: whatever comes in between is told by the next.
 */
final class PostgresWakeUp implements WakeUp {

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final int LISTEN_MILLIS = 500;

    private final DataSource source;
    private final String channel;
    private final Runnable heard;
    private final Thread teller = new Thread(this::tellOthers, "steadwork-notify");
    private final Thread listener = new Thread(this::listenToOthers, "steadwork-listen");
    private volatile boolean toldOf;
    private volatile int tellerPid;
    private volatile boolean closed;
    private boolean tells;
    private boolean listens;

    PostgresWakeUp(DataSource source, String prefix, Runnable heard) {
        this.source = source;
        this.channel = (prefix + "work").replace('.', '_').toLowerCase(java.util.Locale.ROOT);
        this.heard = heard;
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
        try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, '')")) {
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

    private void tellOthers() {
        while (!closed) {
            if (!toldOf) {
                LockSupport.park(this);
                continue;
            }
            toldOf = false;
            try (Connection connection = source.getConnection()) {
                tellerPid = connection.unwrap(PGConnection.class).getBackendPID();
                tellWithin(connection);
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
            } catch (SQLException lost) {
                // a hint less; whoever waits finds the work at the next look
                rest(RECONNECT);
            }
            rest(PAUSE);
        }
    }

    /** Whoever tells of work meanwhile cuts no rest short. */
    private void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void listenToOthers() {
        while (!closed) {
            try (Connection connection = source.getConnection()) {
                listen(connection);
            } catch (SQLException lost) {
                LockSupport.parkNanos(RECONNECT.toNanos());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
            heard.run(); // whatever came before it listened
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!closed) {
                @Nullable PGNotification[] news = postgres.getNotifications(LISTEN_MILLIS);
                if (news != null && Arrays.stream(news).anyMatch(this::isFromOthers)) {
                    heard.run();
                }
            }
            statement.execute("UNLISTEN " + channel);
        }
    }

    /** Those in this process have been told before. */
    private boolean isFromOthers(@Nullable PGNotification notification) {
        return notification != null && notification.getPID() != tellerPid;
    }
}
