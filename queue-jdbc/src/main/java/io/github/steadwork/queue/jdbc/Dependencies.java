package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
        session.updateEach(
                "INSERT INTO ${p}dependency (parent_id, job_id, awaited) VALUES (?, ?, ?)", rows, (statement, row) -> {
                    session.dialect().bindId(statement, 1, row.parent);
                    session.dialect().bindId(statement, 2, row.job);
                    statement.setBoolean(3, row.awaited);
                });
    }
}
