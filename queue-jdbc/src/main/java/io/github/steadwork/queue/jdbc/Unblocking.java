package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.retry.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves jobs on that have waited for others. It asks which awaited jobs are not among the unfinished ones any more, rather than
 * being told of each end: nothing can be missed that way, whoever ended a job and whatever crashed then, and a settle has
 * nothing to do for it, however many wait.
 */
final class Unblocking {

    private final Session session;
    private final JobTable jobs;
    private final List<JobRow> queued = new ArrayList<>();
    private final List<JobRow> ended = new ArrayList<>();
    private final List<UUID> waitsOn = new ArrayList<>();

    Unblocking(Session session) {
        this.session = session;
        this.jobs = new JobTable(session);
    }

    /** Whether any job waits for another. */
    static boolean hasWaiting(Session session) throws SQLException {
        return !session.query("SELECT 1 FROM ${p}dependency WHERE awaited LIMIT 1", statement -> {}, row -> true)
                .isEmpty();
    }

    int run(int limit) throws SQLException {
        int expired = expire(limit);
        return expired < limit ? expired + unblock(limit - expired) : expired;
    }

    /** Ends jobs that have not started by when they had to. */
    private int expire(int limit) throws SQLException {
        long now = session.now();
        Locking.Wanted late = new Locking.Wanted(
                false, "start_by < ? AND start_by IS NOT NULL AND attempt = 0 AND state < 2", "start_by, id", false);
        List<JobRow> rows = new Locking(session, late, statement -> {
                    statement.setLong(1, now);
                    return 2;
                })
                .first(limit);
        rows.forEach(row -> LaneClaiming.expire(row, now));
        jobs.end(rows);
        return rows.size();
    }

    private int unblock(int limit) throws SQLException {
        List<UUID> candidates = session.query(
                """
                SELECT DISTINCT d.job_id FROM ${p}dependency d
                WHERE d.awaited AND NOT EXISTS (SELECT 1 FROM ${p}job p WHERE p.id = d.parent_id) LIMIT ?""",
                statement -> statement.setInt(1, limit),
                row -> session.dialect().readId(row, 1));
        if (candidates.isEmpty()) {
            return 0;
        }
        Map<UUID, JobRow> locked = jobs.lock(candidates);
        Map<UUID, List<Awaited>> awaited = awaited(locked.keySet());
        for (JobRow row : locked.values()) {
            if (row.state == JobState.WAITING) {
                judge(row, awaited.getOrDefault(row.id, List.of()));
            }
        }
        store(awaited);
        return queued.size() + ended.size();
    }

    /** A job that is waited for, and where it stands; without a state it is stored no more. */
    private record Awaited(UUID job, UUID parent, @Nullable JobState state) {

        boolean hasEnded() {
            return state == null || state.isFinal();
        }

        boolean hasFailed() {
            return state == JobState.FAILED || state == JobState.CANCELLED;
        }
    }

    private Map<UUID, List<Awaited>> awaited(Iterable<UUID> waiting) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        waiting.forEach(ids::add);
        List<Awaited> pairs = session.queryIds(
                "SELECT job_id, parent_id FROM ${p}dependency WHERE awaited AND job_id IN (${ids})",
                ids,
                row -> new Awaited(
                        session.dialect().readId(row, 1), session.dialect().readId(row, 2), null));
        Map<UUID, JobState> states =
                jobs.states(pairs.stream().map(Awaited::parent).distinct().toList());
        Map<UUID, List<Awaited>> byJob = new HashMap<>();
        for (Awaited pair : pairs) {
            byJob.computeIfAbsent(pair.job, unused -> new ArrayList<>())
                    .add(new Awaited(pair.job, pair.parent, states.get(pair.parent)));
        }
        return byJob;
    }

    private void judge(JobRow row, List<Awaited> awaited) throws SQLException {
        boolean minds = !row.forChildren && row.parentPolicy != ParentPolicy.RUN;
        Awaited spoiler = awaited.stream()
                .filter(one -> minds && one.hasFailed())
                .findFirst()
                .orElse(null);
        if (spoiler != null) {
            spoil(row, spoiler);
        } else if (awaited.stream().allMatch(Awaited::hasEnded)) {
            row.toQueued();
            queued.add(row);
        } else {
            waitsOn.add(row.id);
        }
    }

    private void spoil(JobRow row, Awaited spoiler) throws SQLException {
        String reason = "parent " + spoiler.parent + " is " + spoiler.state;
        row.error = Texts.json(ErrorInfo.of("parent", reason, ErrorKind.PERMANENT));
        boolean fails = row.parentPolicy == ParentPolicy.FAIL;
        row.toEnded(fails ? JobState.FAILED : JobState.CANCELLED, session.now());
        ended.add(row);
    }

    private void store(Map<UUID, List<Awaited>> awaited) throws SQLException {
        jobs.update(queued);
        jobs.end(ended);
        session.updateIds(
                "UPDATE ${p}dependency SET awaited = FALSE WHERE awaited AND job_id IN (${ids})",
                queued.stream().map(row -> row.id).toList());
        List<Awaited> past = waitsOn.stream()
                .flatMap(id -> awaited.getOrDefault(id, List.of()).stream())
                .filter(Awaited::hasEnded)
                .toList();
        session.updateEach(
                "UPDATE ${p}dependency SET awaited = FALSE WHERE parent_id = ? AND job_id = ?",
                past,
                (statement, pair) -> {
                    session.dialect().bindId(statement, 1, pair.parent);
                    session.dialect().bindId(statement, 2, pair.job);
                });
    }

    /** Jobs are unfinished again: who still waits, and named one of them, waits for it; and their own parents are needed again. */
    void cameBack(List<JobRow> rows) throws SQLException {
        Dependencies dependencies = new Dependencies(session);
        rows.forEach(row -> dependencies.add(row.id, row.parentIds(), false));
        dependencies.store();
        session.updateIds("""
                UPDATE ${p}dependency SET awaited = TRUE WHERE parent_id IN (${ids})
                AND EXISTS (SELECT 1 FROM ${p}job j WHERE j.id = ${p}dependency.job_id AND j.state = 0)""", rows.stream().map(row -> row.id).toList());
    }
}
