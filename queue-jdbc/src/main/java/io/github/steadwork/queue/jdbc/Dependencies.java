package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which unfinished job names which parents, in the making: collected, and stored together.
 *
 * <p>A waiting job looks out for some of them, which are marked as awaited: for all, if it minds how each of them ends; otherwise
 * for one at a time, the last, since it will wait for all in any case. So the end of a batch of ten thousand writes nothing when
 * one of these ends.
 */
final class Dependencies {

    private final Session session;
    private final List<Row> rows = new ArrayList<>();

    private record Row(UUID parent, UUID job, boolean awaited) {}

    Dependencies(Session session) {
        this.session = session;
    }

    /** These parents of a job. */
    void add(JobRow job, Collection<JobId> parents) {
        boolean waits = job.state == JobState.WAITING;
        int left = parents.size();
        for (JobId parent : parents) {
            left--;
            rows.add(new Row(parent.value(), job.id, waits && (job.mindsParents() || left == 0)));
        }
    }

    /** All that these jobs name. */
    Dependencies of(Collection<JobRow> jobs) {
        jobs.forEach(job -> add(job, job.parentIds()));
        return this;
    }

    void store() throws SQLException {
        if (session.dialect() instanceof PostgresDialect && !rows.isEmpty()) {
            storeAtOnce();
        } else {
            storeEach();
        }
    }

    private void storeAtOnce() throws SQLException {
        ArrayColumns<Row> columns = new ArrayColumns<>(session.connection(), rows);
        session.update("""
                INSERT INTO ${p}dependency (parent_id, job_id, awaited)
                SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::boolean[])""", statement -> {
            statement.setArray(1, columns.of("uuid", UUID[]::new, Row::parent));
            statement.setArray(2, columns.of("uuid", UUID[]::new, Row::job));
            statement.setArray(3, columns.of("bool", Boolean[]::new, Row::awaited));
        });
    }

    /** Says that jobs do not wait for these any more, in PostgreSQL's own words: a long list of ids would be searched for each row. */
    void noteAsOver(Map<UUID, List<UUID>> byJob) throws SQLException {
        byJob.forEach((job, parents) -> parents.forEach(parent -> rows.add(new Row(parent, job, false))));
        ArrayColumns<Row> columns = new ArrayColumns<>(session.connection(), rows);
        session.update("""
                UPDATE ${p}dependency d SET awaited = FALSE FROM unnest(?::uuid[], ?::uuid[]) AS gone(parent_id, job_id)
                WHERE d.awaited AND d.parent_id = gone.parent_id AND d.job_id = gone.job_id""", statement -> {
            statement.setArray(1, columns.of("uuid", UUID[]::new, Row::parent));
            statement.setArray(2, columns.of("uuid", UUID[]::new, Row::job));
        });
    }

    /** To be called for jobs that have ended: nothing is known of them any more. */
    void delete() throws SQLException {
        if (session.dialect() instanceof PostgresDialect && !rows.isEmpty()) {
            deleteAtOnce();
        } else {
            session.updateEach(
                    "DELETE FROM ${p}dependency WHERE parent_id = ? AND job_id = ?", rows, (statement, row) -> {
                        session.dialect().bindId(statement, 1, row.parent);
                        session.dialect().bindId(statement, 2, row.job);
                    });
        }
    }

    /** Subqueries hide how many there are, so that the planner looks each of them up. */
    private void deleteAtOnce() throws SQLException {
        ArrayColumns<Row> columns = new ArrayColumns<>(session.connection(), rows);
        session.update("""
                DELETE FROM ${p}dependency d USING unnest((SELECT ?::uuid[]), (SELECT ?::uuid[])) AS gone(parent_id, job_id)
                WHERE d.parent_id = gone.parent_id AND d.job_id = gone.job_id""", statement -> {
            statement.setArray(1, columns.of("uuid", UUID[]::new, Row::parent));
            statement.setArray(2, columns.of("uuid", UUID[]::new, Row::job));
        });
    }

    private void storeEach() throws SQLException {
        session.updateEach(
                "INSERT INTO ${p}dependency (parent_id, job_id, awaited) VALUES (?, ?, ?)", rows, (statement, row) -> {
                    session.dialect().bindId(statement, 1, row.parent);
                    session.dialect().bindId(statement, 2, row.job);
                    statement.setBoolean(3, row.awaited);
                });
    }
}
