package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.WorkerId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that have ended. The last one of a job that succeeded is told by the job's own row, so that a job that goes well
 * writes no other. Of a job with very many attempts the newest are kept.
 */
final class Attempts {

    private static final int MOST_KEPT = 100;

    private final Session session;
    private final List<Row> rows = new ArrayList<>();

    private record Row(
            UUID job,
            int attempt,
            WorkerId worker,
            long startedAt,
            long endedAt,
            String outcome,
            @Nullable String error) {}

    Attempts(Session session) {
        this.session = session;
    }

    /** Notes how an attempt of this job ends, before the job moves on. */
    void add(JobRow row, Outcome outcome, long ran, long now) {
        rows.add(new Row(row.id, row.attempt, row.workerId(), now - ran, now, nameOf(outcome), errorOf(outcome)));
    }

    /** Notes that its worker has died. */
    void addCrash(JobRow row, String error, long now) {
        rows.add(new Row(row.id, row.attempt, row.workerId(), row.claimedAt, now, "crashed", error));
    }

    void store() throws SQLException {
        session.updateEach("""
                INSERT INTO ${p}attempt (job_id, attempt, worker, incarnation, started_at, ended_at, outcome, error)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", rows, (statement, row) -> {
            session.dialect().bindId(statement, 1, row.job);
            statement.setInt(2, row.attempt);
            statement.setString(3, row.worker.name());
            statement.setLong(4, row.worker.incarnation());
            statement.setLong(5, row.startedAt);
            statement.setLong(6, row.endedAt);
            statement.setString(7, row.outcome);
            statement.setString(8, row.error);
        });
        session.updateEach(
                "DELETE FROM ${p}attempt WHERE job_id = ? AND attempt <= ?",
                rows.stream().filter(row -> row.attempt > MOST_KEPT).toList(),
                (statement, row) -> {
                    session.dialect().bindId(statement, 1, row.job);
                    statement.setInt(2, row.attempt - MOST_KEPT);
                });
    }

    /** All that are told of a job, oldest first. */
    static List<AttemptRecord> of(Session session, JobId job) throws SQLException {
        List<AttemptRecord> attempts = new ArrayList<>(session.query(
                """
                SELECT attempt, worker, incarnation, started_at, ended_at, outcome, error FROM ${p}attempt
                WHERE job_id = ? ORDER BY seq""",
                statement -> session.dialect().bindId(statement, 1, job.value()),
                row -> new AttemptRecord(
                        row.getInt(1),
                        new WorkerId(row.getString(2), row.getLong(3)),
                        Micros.instant(row.getLong(4)),
                        Micros.instant(row.getLong(5)),
                        row.getString(6),
                        Texts.value(row.getString(7), ErrorInfo.class))));
        JobRow row = new JobTable(session).find(List.of(job.value())).get(job.value());
        if (row != null && row.ran != null && row.finishedAt != null) {
            attempts.add(new AttemptRecord(
                    row.attempt,
                    row.workerId(),
                    Micros.instant(row.finishedAt - row.ran),
                    Micros.instant(row.finishedAt),
                    "succeeded",
                    Optional.empty()));
        }
        return attempts;
    }

    private static String nameOf(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded) {
            return "succeeded";
        } else if (outcome instanceof Outcome.Retry) {
            return "retry";
        } else if (outcome instanceof Outcome.Failed) {
            return "failed";
        } else if (outcome instanceof Outcome.Cancelled) {
            return "cancelled";
        } else if (outcome instanceof Outcome.Snoozed) {
            return "snoozed";
        } else if (outcome instanceof Outcome.Waiting) {
            return "waiting";
        }
        return "released";
    }

    private static @Nullable String errorOf(Outcome outcome) {
        if (outcome instanceof Outcome.Retry retry) {
            return Texts.json(retry.error());
        } else if (outcome instanceof Outcome.Failed failed) {
            return Texts.json(failed.error());
        }
        return null;
    }
}
