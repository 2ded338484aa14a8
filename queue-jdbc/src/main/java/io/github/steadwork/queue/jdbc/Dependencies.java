package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which unfinished job names which parents, in the making: collected, and stored together. */
final class Dependencies {

    private final Session session;
    private final List<Row> rows = new ArrayList<>();

    private record Row(UUID parent, UUID job, boolean awaited) {}

    Dependencies(Session session) {
        this.session = session;
    }

    void add(UUID job, Collection<JobId> parents, boolean awaited) {
        parents.forEach(parent -> rows.add(new Row(parent.value(), job, awaited)));
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

    private void storeEach() throws SQLException {
        session.updateEach(
                "INSERT INTO ${p}dependency (parent_id, job_id, awaited) VALUES (?, ?, ?)", rows, (statement, row) -> {
                    session.dialect().bindId(statement, 1, row.parent);
                    session.dialect().bindId(statement, 2, row.job);
                    statement.setBoolean(3, row.awaited);
                });
    }
}
