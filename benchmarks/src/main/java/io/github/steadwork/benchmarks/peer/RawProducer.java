package io.github.steadwork.benchmarks.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Enqueues with SQL alone. */
final class RawProducer implements Node {

    private static final String ONE =
            "INSERT INTO raw_job (id, state, priority, run_at, payload) VALUES (?, 0, 1, now(), ?)";
    private static final String MANY = "INSERT INTO raw_job (id, state, priority, run_at, payload)"
            + " SELECT id, 0, 1, now(), payload FROM unnest(?::bigint[], ?::bytea[]) AS t (id, payload)";
    private static final String COPY = "COPY raw_job (id, state, priority, run_at, payload) FROM STDIN";

    private final DataSource database;
    private final RawWay way;

    RawProducer(DataSource database, RawWay way) {
        this.database = database;
        this.way = way;
    }

    @Override
    public void enqueue(int number) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(way == RawWay.NOTIFY ? ONE + "; NOTIFY raw_job" : ONE)) {
            insert.setLong(1, number);
            insert.setBytes(2, payload(number));
            insert.execute();
        }
    }

    @Override
    public void enqueueAll(int from, int to) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            if (way == RawWay.COPY) {
                copy(connection, from, to);
            } else {
                insert(connection, from, to);
            }
        }
    }

    private static void insert(Connection connection, int from, int to) throws SQLException {
        Object[] ids = new Object[to - from];
        byte[][] payloads = new byte[to - from][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (long) from + i;
            payloads[i] = payload(from + i);
        }
        try (PreparedStatement insert = connection.prepareStatement(MANY)) {
            insert.setArray(1, connection.createArrayOf("bigint", ids));
            insert.setArray(2, connection.createArrayOf("bytea", payloads));
            insert.execute();
        }
    }

    private static void copy(Connection connection, int from, int to) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        String now = OffsetDateTime.now(ZoneOffset.UTC).toString();
        for (int number = from; number < to; number++) {
            rows.append(number).append("\t0\t1\t").append(now).append('\t');
            rows.append(new String(payload(number), StandardCharsets.US_ASCII)).append('\n');
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(bytes));
    }

    static byte[] payload(int number) {
        return ("{\"value\":" + number + "}").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {}
}
