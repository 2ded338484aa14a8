package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.JobFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deletes jobs that ended long ago, the oldest first, in one transaction. */
final class Purging {

    private static final int PORTION = 1_000;

    private final Session session;
    private final JobTable jobs;

    Purging(Session session) {
        this.session = session;
        this.jobs = new JobTable(session);
    }

    int purge(JobFilter which, Duration endedFor, int limit) throws SQLException {
        Filter filter = new Filter(session.dialect(), which, JobState::isFinal);
        long before = session.now() - Micros.of(endedFor);
        int purged = 0;
        long afterTime = Long.MIN_VALUE;
        UUID afterId = new UUID(0, 0);
        while (purged < limit && !filter.isEmpty()) {
            int portion = Math.min(PORTION, limit - purged);
            List<JobRow> rows = oldest(filter, before, afterTime, afterId, portion);
            purged += forget(rows);
            if (rows.size() < portion) {
                break;
            }
            JobRow last = rows.get(rows.size() - 1);
            afterTime = last.finishedAt == null ? before : last.finishedAt;
            afterId = last.id;
        }
        return purged;
    }

    private List<JobRow> oldest(Filter filter, long before, long afterTime, UUID afterId, int portion)
            throws SQLException {
        String condition = filter.condition()
                + " AND finished_at <= ? AND finished_at >= ? AND (finished_at > ? OR id > ?)"
                + " AND NOT EXISTS (SELECT 1 FROM ${p}dependency d WHERE d.parent_id = ${p}ended.id)";
        Locking.Wanted wanted = new Locking.Wanted(true, condition, "finished_at, id", false);
        return new Locking(session, wanted, statement -> {
                    int at = filter.bind(statement, 1);
                    statement.setLong(at, before);
                    statement.setLong(at + 1, afterTime);
                    statement.setLong(at + 2, afterTime);
                    session.dialect().bindId(statement, at + 3, afterId);
                    return at + 4;
                })
                .first(portion);
    }

    private int forget(List<JobRow> rows) throws SQLException {
        List<JobRow> free = new ArrayList<>();
        for (JobRow row : rows) {
            if (!hasOpenWindow(row)) {
                free.add(row);
            }
        }
        jobs.forget(free);
        new UniqueKeys(session).forget(free);
        return free.size();
    }

    /** Whether the job's own unique rule still has to know of it. */
    private boolean hasOpenWindow(JobRow row) throws SQLException {
        Optional<UniqueRule> rule = row.unique().filter(one -> one.scope().contains(row.state));
        Optional<Duration> window = rule.flatMap(UniqueRule::window);
        return window.isPresent() && row.createdAt + Micros.of(window.get()) > session.now();
    }
}
