package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.WhenFull;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What becomes of one job too many of those that a limit does not just let wait. Who stores such a job writes its gate's row first, so
 * of two that come at the same time the second sees what the first has stored.
 */
final class Crowding {

    private static final WorkerId NOBODY = new WorkerId("nobody", 0);

    private final Session session;
    private final JobTable jobs;
    private final Map<String, Integer> coming = new HashMap<>();
    private final List<Place> places = new ArrayList<>();

    Crowding(Session session) {
        this.session = session;
        this.jobs = new JobTable(session);
    }

    private record Place(String gate, UUID job) {}

    private static List<Limit> strict(Collection<Limit> limits) {
        return limits.stream()
                .filter(limit -> limit.whenFull() != WhenFull.WAIT)
                .toList();
    }

    /** Holds the gates of a batch until the transaction ends, always in the same order. */
    void hold(List<StoredRequest> requests) throws SQLException {
        SortedSet<String> names = new TreeSet<>();
        for (StoredRequest request : requests) {
            strict(request.flow().limits())
                    .forEach(limit -> names.add(Texts.key(limit.gate(request.type(), request.queue()))));
        }
        if (names.isEmpty()) {
            return;
        }
        session.dialect().requireUniqueness(session.connection());
        session.updateEach("${add_gate}", names, (statement, name) -> statement.setString(1, name));
        session.updateEach(
                "UPDATE ${p}gate SET writes = writes + 1 WHERE name = ?",
                names,
                (statement, name) -> statement.setString(1, name));
    }

    /** Does what a job's limits say about one too many; false if it is not to be stored. */
    boolean makeRoom(JobRow row) throws SQLException {
        List<Limit> limits = strict(row.flow().limits());
        for (Limit limit : limits) {
            if (!makeRoom(row, limit)) {
                return false;
            }
        }
        for (Limit limit : limits) {
            String gate = Gates.name(row, limit, NOBODY);
            coming.merge(gate, 1, Integer::sum);
            places.add(new Place(gate, row.id));
        }
        return true;
    }

    private boolean makeRoom(JobRow row, Limit limit) throws SQLException {
        String gate = Gates.name(row, limit, NOBODY);
        List<UUID> there = session.query(
                """
                SELECT j.id FROM ${p}passage p JOIN ${p}job j ON j.id = p.job_id
                WHERE p.gate = ? AND p.token = 0 ORDER BY j.created_at, j.id ${read_latest}""",
                statement -> statement.setString(1, gate),
                found -> session.dialect().readId(found, 1));
        int all = there.size() + coming.getOrDefault(gate, 0);
        if (all < limit.atMost()) {
            return true;
        }
        if (limit.whenFull() == WhenFull.DROP) {
            return false;
        }
        makeWay(there, limit.whenFull(), all + 1 - limit.atMost(), "job " + row.id + " took its place");
        return true;
    }

    private void makeWay(List<UUID> older, WhenFull how, int tooMany, String reason) throws SQLException {
        List<JobRow> ended = new ArrayList<>();
        List<JobRow> asked = new ArrayList<>();
        Map<UUID, JobRow> locked = jobs.lock(older);
        int left = tooMany;
        for (UUID id : older) {
            JobRow row = locked.get(id);
            if (row == null) {
                left--;
            } else if (row.state != JobState.RUNNING) {
                row.error = Texts.json(Settling.cancelled(reason));
                row.toEnded(JobState.CANCELLED, session.now());
                ended.add(row);
                left--;
            } else if (how == WhenFull.CANCEL_RUNNING && left > 0) {
                ask(row, reason, asked);
                left--;
            }
        }
        jobs.update(asked);
        jobs.end(ended);
    }

    private static void ask(JobRow row, String reason, List<JobRow> asked) {
        if (row.cancelReason == null) {
            row.cancelReason = reason;
            asked.add(row);
        }
    }

    /** Notes who has come; to be called when the jobs are stored. */
    void store() throws SQLException {
        session.updateEach(
                "INSERT INTO ${p}passage (gate, job_id, token) VALUES (?, ?, 0)", places, (statement, place) -> {
                    statement.setString(1, place.gate);
                    session.dialect().bindId(statement, 2, place.job);
                });
    }
}
