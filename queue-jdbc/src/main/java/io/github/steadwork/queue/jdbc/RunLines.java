package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.RunLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What jobs said, and who did what. Lines go with their job; those of jobs that are not kept are swept out later. */
final class RunLines implements RunLog {

    private static final int PORTION = 5_000;
    private static final int MOST_PORTIONS = 20;
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Database database;

    RunLines(Database database) {
        this.database = database;
    }

    @Override
    public void append(List<Line> lines) {
        database.atomically("write the run log", session -> {
            session.updateEach("""
                    INSERT INTO ${p}run_log (job_id, attempt, kind, actor, message, logged_at)
                    VALUES (?, ?, ?, ?, ?, ${now})""", lines, (statement, line) -> {
                session.dialect().bindId(statement, 1, line.job().value());
                statement.setInt(2, line.attempt());
                statement.setString(3, line.kind().name());
                statement.setString(4, Texts.storable(line.actor()));
                statement.setString(5, Texts.storable(line.message()));
            });
            return lines.size();
        });
    }

    private record Row(long seq, UUID job, long at) {}

    /**
     * Deletes lines of jobs that there are not, beginning behind this one.
     *
     * @return behind which one to go on the next time
     */
    static long sweep(Session session, long afterSequence) throws SQLException {
        long after = afterSequence;
        for (int portions = 0; portions < MOST_PORTIONS; portions++) {
            long behind = after;
            List<Row> rows = session.query(
                    "SELECT seq, job_id, logged_at FROM ${p}run_log WHERE seq > ? ORDER BY seq LIMIT " + PORTION,
                    statement -> statement.setLong(1, behind),
                    row -> new Row(row.getLong(1), session.dialect().readId(row, 2), row.getLong(3)));
            deleteStrays(session, rows);
            if (rows.size() < PORTION) {
                return 0;
            }
            after = rows.get(PORTION - 1).seq;
        }
        return after;
    }

    private static void deleteStrays(Session session, List<Row> rows) throws SQLException {
        Set<UUID> jobs = rows.stream().map(Row::job).collect(Collectors.toSet());
        Set<UUID> there = new HashSet<>();
        for (String table : List.of("job", "ended")) {
            there.addAll(session.queryIds(
                    "SELECT id FROM ${p}" + table + " WHERE id IN (${ids})",
                    jobs,
                    row -> session.dialect().readId(row, 1)));
        }
        long old = session.now() - Micros.of(YOUNG);
        List<Row> strays = rows.stream()
                .filter(row -> row.at < old && !there.contains(row.job))
                .toList();
        session.updateEach(
                "DELETE FROM ${p}run_log WHERE seq = ?", strays, (statement, row) -> statement.setLong(1, row.seq));
    }

    @Override
    public List<Stored> read(JobId job, long afterSequence, int limit) {
        return database.plainly(
                "read the run log",
                session -> session.query(
                        """
                        SELECT seq, logged_at, attempt, kind, actor, message FROM ${p}run_log
                        WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?""",
                        statement -> {
                            session.dialect().bindId(statement, 1, job.value());
                            statement.setLong(2, afterSequence);
                            statement.setInt(3, limit);
                        },
                        row -> new Stored(
                                row.getLong(1),
                                Micros.instant(row.getLong(2)),
                                new Line(
                                        job,
                                        row.getInt(3),
                                        Kind.valueOf(row.getString(4)),
                                        row.getString(5),
                                        row.getString(6)))));
    }
}
