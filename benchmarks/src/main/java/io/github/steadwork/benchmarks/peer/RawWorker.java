package io.github.steadwork.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Takes and completes jobs with SQL alone, on a few connections: as many as are fastest on two processors. */
final class RawWorker implements Node {

    private static final int CONNECTIONS = Integer.getInteger("bench.raw.connections", 4);
    private static final String COMPLETE = "DELETE FROM raw_job WHERE id = ANY (?)";
    private static final long IDLE_NANOS = 1_000_000;
    private static final int IDLE_MS = 100;

    private final DataSource database;
    private final RawWay way;
    private final Ledger ledger;
    private final RawProducer producer;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    RawWorker(DataSource database, RawWay way, Ledger ledger) {
        this.database = database;
        this.way = way;
        this.ledger = ledger;
        this.producer = new RawProducer(database, way);
        for (int i = 0; i < (way == RawWay.NOTIFY ? 1 : CONNECTIONS); i++) {
            threads.add(new Thread(this::work, "raw-" + i));
        }
        threads.forEach(Thread::start);
    }

    private void work() {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(way.claim());
                PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            claim.setInt(1, way.batch());
            listen(connection);
            while (!closed) {
                Object[] ids = claimed(claim);
                if (ids.length == 0) {
                    idle(connection);
                } else if (way.completes()) {
                    complete.setArray(1, connection.createArrayOf("bigint", ids));
                    complete.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("raw SQL failed", e));
        }
    }

    private Object[] claimed(PreparedStatement claim) throws SQLException {
        List<Object> ids = new ArrayList<>(way.batch());
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
                ledger.ran(number(rows.getBytes(2)));
            }
        }
        Object[] sorted = ids.toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int number(byte[] payload) {
        int number = 0;
        for (byte b : payload) {
            if (b >= '0' && b <= '9') {
                number = number * 10 + b - '0';
            }
        }
        return number;
    }

    private void listen(Connection connection) throws SQLException {
        if (way == RawWay.NOTIFY) {
            connection.createStatement().execute("LISTEN raw_job");
        }
    }

    private void idle(Connection connection) throws SQLException {
        if (way == RawWay.NOTIFY) {
            connection.unwrap(PGConnection.class).getNotifications(IDLE_MS);
        } else {
            LockSupport.parkNanos(IDLE_NANOS);
        }
    }

    @Override
    public void enqueue(int number) throws SQLException {
        producer.enqueue(number);
    }

    @Override
    public void enqueueAll(int from, int to) throws SQLException, IOException {
        producer.enqueueAll(from, to);
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
