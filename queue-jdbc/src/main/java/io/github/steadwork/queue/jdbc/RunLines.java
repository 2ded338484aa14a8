package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.RunLog;
import java.util.List;

/** What jobs said, and who did what. Lines go with their job. */
final class RunLines implements RunLog {

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
