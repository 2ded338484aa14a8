package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.retry.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Moves jobs on that have waited for others. It asks which awaited jobs are not among the unfinished ones any more, rather than
 * being told of each end: nothing can be missed that way, whoever ended a job and whatever crashed then, and a settle has
 * nothing to do for it, however many wait.
 */
final class Unblocking {

    private static final int PORTION = 4_096;
    private static final int LOOK = 500;

    private final Session session;
    private final JobTable jobs;
    private boolean anyNoted;

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

    /** A portion after the other, of pairs of which the one that is waited for has ended: what still runs is not looked at. */
    private int unblock(int limit) throws SQLException {
        int moved = 0;
        boolean more = true;
        while (more && moved < limit) {
            List<Awaited> over = over();
            int moves = settle(over, limit - moved);
            more = over.size() == PORTION && anyNoted;
            moved += moves;
        }
        return moved;
    }

    private List<Awaited> over() throws SQLException {
        return session.query(
                """
                SELECT d.job_id, d.parent_id FROM ${p}dependency d
                WHERE d.awaited AND NOT EXISTS (SELECT 1 FROM ${p}job p WHERE p.id = d.parent_id) LIMIT ?""",
                statement -> statement.setInt(1, PORTION),
                row -> new Awaited(
                        session.dialect().readId(row, 1), session.dialect().readId(row, 2)));
    }

    /** A job, and one that it has waited for, which has ended. */
    private record Awaited(UUID job, UUID parent) {}

    /** Moves at most so many of the jobs that have waited for these; the others only note that they do not any more. */
    private int settle(List<Awaited> over, int most) throws SQLException {
        anyNoted = false;
        if (over.isEmpty()) {
            return 0;
        }
        Map<UUID, List<UUID>> byJob = new LinkedHashMap<>();
        for (Awaited pair : over) {
            if (byJob.size() < most || byJob.containsKey(pair.job)) {
                byJob.computeIfAbsent(pair.job, unused -> new ArrayList<>()).add(pair.parent);
            }
        }
        Map<UUID, JobRow> locked = jobs.lock(byJob.keySet());
        locked.values().removeIf(row -> row.state != JobState.WAITING);
        byJob.keySet().retainAll(locked.keySet());
        anyNoted = !byJob.isEmpty();
        List<JobRow> ended = spoiled(locked, byJob);
        ended.forEach(row -> byJob.remove(row.id));
        noteAsOver(byJob);
        Set<UUID> waiting = stillWaiting(byJob.keySet());
        List<JobRow> free = new ArrayList<>();
        for (JobRow row : locked.values()) {
            if (byJob.containsKey(row.id) && !waiting.contains(row.id) && !awaitsAnother(row)) {
                free.add(row);
            }
        }
        ended.addAll(needless(free));
        List<JobRow> queued =
                free.stream().filter(row -> row.state == JobState.WAITING).toList();
        queued.forEach(JobRow::toQueued);
        jobs.queue(queued);
        jobs.end(ended);
        return queued.size() + ended.size();
    }

    /** Ends the jobs that mind how one that they waited for has ended. */
    private List<JobRow> spoiled(Map<UUID, JobRow> rows, Map<UUID, List<UUID>> parents) throws SQLException {
        Set<UUID> minded = new HashSet<>();
        for (JobRow row : rows.values()) {
            if (row.mindsParents()) {
                minded.addAll(parents.getOrDefault(row.id, List.of()));
            }
        }
        Map<UUID, JobState> states = jobs.states(minded);
        List<JobRow> ended = new ArrayList<>();
        for (JobRow row : rows.values()) {
            for (UUID parent : row.mindsParents() ? parents.getOrDefault(row.id, List.<UUID>of()) : List.<UUID>of()) {
                JobState state = states.get(parent);
                if (row.state == JobState.WAITING && (state == JobState.FAILED || state == JobState.CANCELLED)) {
                    spoil(row, parent, state);
                    ended.add(row);
                }
            }
        }
        return ended;
    }

    /** Ends the jobs that were to make up for a failure, where there is none. */
    private List<JobRow> needless(List<JobRow> free) throws SQLException {
        List<JobRow> ended = new ArrayList<>();
        for (JobRow row : free) {
            if (!row.forChildren && row.parentPolicy == ParentPolicy.RUN_IF_FAILED && !hasFailedParent(row)) {
                row.error = Texts.json(ErrorInfo.of("parent", "all parents have succeeded", ErrorKind.PERMANENT));
                row.toEnded(JobState.CANCELLED, session.now());
                ended.add(row);
            }
        }
        return ended;
    }

    private boolean hasFailedParent(JobRow row) throws SQLException {
        List<UUID> parents = row.parentIds().stream().map(JobId::value).toList();
        return jobs.states(parents).values().stream()
                .anyMatch(state -> state == JobState.FAILED || state == JobState.CANCELLED);
    }

    private void spoil(JobRow row, UUID parent, JobState state) throws SQLException {
        String reason = "parent " + parent + " is " + state;
        row.error = Texts.json(ErrorInfo.of("parent", reason, ErrorKind.PERMANENT));
        boolean fails = row.parentPolicy == ParentPolicy.FAIL;
        row.toEnded(fails ? JobState.FAILED : JobState.CANCELLED, session.now());
    }

    private void noteAsOver(Map<UUID, List<UUID>> byJob) throws SQLException {
        if (session.dialect() instanceof PostgresDialect) {
            new Dependencies(session).noteAsOver(byJob);
        } else {
            noteEachAsOver(byJob);
        }
    }

    /** By jobs or by those that they waited for, whichever are fewer. */
    private void noteEachAsOver(Map<UUID, List<UUID>> byJob) throws SQLException {
        Map<UUID, List<UUID>> byParent = new HashMap<>();
        byJob.forEach((job, parents) -> parents.forEach(parent ->
                byParent.computeIfAbsent(parent, unused -> new ArrayList<>()).add(job)));
        boolean fewerJobs = byJob.size() <= byParent.size();
        String one = fewerJobs ? "job_id" : "parent_id";
        String many = fewerJobs ? "parent_id" : "job_id";
        for (Map.Entry<UUID, List<UUID>> entry : (fewerJobs ? byJob : byParent).entrySet()) {
            session.updateIds(
                    "UPDATE ${p}dependency SET awaited = FALSE WHERE awaited AND " + one + " = ? AND " + many
                            + " IN (${ids})",
                    entry.getValue(),
                    statement -> {
                        session.dialect().bindId(statement, 1, entry.getKey());
                        return 2;
                    });
        }
    }

    private Set<UUID> stillWaiting(Collection<UUID> ids) throws SQLException {
        return new HashSet<>(session.queryIds("""
                SELECT j.id FROM ${p}job j WHERE j.id IN (${ids})
                    AND EXISTS (SELECT 1 FROM ${p}dependency d WHERE d.job_id = j.id AND d.awaited)""", ids, row -> session.dialect().readId(row, 1)));
    }

    /** Looks out for another unfinished one of those that a job waits for, from the last on; false if there is none. */
    private boolean awaitsAnother(JobRow row) throws SQLException {
        List<JobId> parents = row.mindsParents() ? List.of() : row.parentIds();
        for (int end = parents.size(); end > 0; end -= LOOK) {
            List<UUID> some = parents.subList(Math.max(0, end - LOOK), end).stream()
                    .map(JobId::value)
                    .toList();
            List<UUID> unfinished = session.queryIds(
                    "SELECT id FROM ${p}job WHERE id IN (${ids}) ORDER BY id",
                    some,
                    found -> session.dialect().readId(found, 1));
            if (!unfinished.isEmpty()) {
                return awaits(row.id, unfinished.get(unfinished.size() - 1));
            }
        }
        return false;
    }

    private boolean awaits(UUID job, UUID parent) throws SQLException {
        return session.update(
                        "UPDATE ${p}dependency SET awaited = TRUE WHERE parent_id = ? AND job_id = ?", statement -> {
                            session.dialect().bindId(statement, 1, parent);
                            session.dialect().bindId(statement, 2, job);
                        })
                > 0;
    }

    /** Jobs are unfinished again: who still waits, and named one of them, waits for it; and their own parents are needed again. */
    void cameBack(List<JobRow> rows) throws SQLException {
        new Dependencies(session).of(rows).store();
        session.updateIds("""
                UPDATE ${p}dependency SET awaited = TRUE WHERE parent_id IN (${ids})
                AND EXISTS (SELECT 1 FROM ${p}job j WHERE j.id = ${p}dependency.job_id AND j.state = 0)""", rows.stream().map(row -> row.id).toList());
    }
}
