package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many jobs have ended how, without counting them: each move adds a row that says how many came or went, in the move's own
 * transaction. Now and then the rows are summed up, so that there are few.
 */
final class Tally {

    /** What jobs are counted by. */
    record Heap(String queue, String type, JobState state) {}

    private static final int ENOUGH_TO_SUM_UP = 1_000;
    private static final int MOST_AT_A_TIME = 20_000;

    private final Session session;

    Tally(Session session) {
        this.session = session;
    }

    /** Counts jobs in, or out if negative. */
    void add(Map<Heap, Long> counts) throws SQLException {
        session.updateEach(
                "INSERT INTO ${p}tally (queue, type, state, jobs) VALUES (?, ?, ?, ?)",
                counts.entrySet(),
                (statement, count) -> {
                    statement.setString(1, count.getKey().queue);
                    statement.setString(2, count.getKey().type);
                    statement.setInt(3, Codes.of(count.getKey().state));
                    statement.setLong(4, count.getValue());
                });
    }

    /** How many there are; heaps without jobs are left out. */
    Map<Heap, Long> read() throws SQLException {
        Map<Heap, Long> counts = new LinkedHashMap<>();
        session.query(
                        "SELECT queue, type, state, sum(jobs) FROM ${p}tally GROUP BY queue, type, state",
                        statement -> {},
                        row -> Map.entry(
                                new Heap(row.getString(1), row.getString(2), Codes.state(row.getInt(3))),
                                row.getLong(4)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        counts.values().removeIf(jobs -> jobs == 0);
        return counts;
    }

    private record Row(long seq, Heap heap, long jobs) {}

    /** Replaces rows that nobody else is summing up by their sums. */
    void sumUp() throws SQLException {
        List<Row> rows = session.query(
                "SELECT seq, queue, type, state, jobs FROM ${p}tally ORDER BY seq LIMIT " + MOST_AT_A_TIME
                        + " ${lock_free}",
                statement -> {},
                row -> new Row(
                        row.getLong(1),
                        new Heap(row.getString(2), row.getString(3), Codes.state(row.getInt(4))),
                        row.getLong(5)));
        if (rows.size() < ENOUGH_TO_SUM_UP) {
            return;
        }
        session.updateEach(
                "DELETE FROM ${p}tally WHERE seq = ?", rows, (statement, row) -> statement.setLong(1, row.seq));
        Map<Heap, Long> sums = new LinkedHashMap<>();
        rows.forEach(row -> sums.merge(row.heap, row.jobs, Long::sum));
        add(sums);
    }
}
