package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One claim in one transaction: lane by lane, the due jobs that nobody else has locked are locked, marked and given out. */
final class Claiming {

    private static final int PRIORITIES = Priority.values().length;

    private final Session session;
    private final ClaimRequest request;
    private final List<String> types;
    private final List<JobRow> won = new ArrayList<>();
    private int suspects;

    Claiming(Session session, ClaimRequest request) {
        this.session = session;
        this.request = request;
        this.types = request.types().stream().sorted().toList();
    }

    ClaimReply run() throws SQLException {
        if (types.isEmpty() || !isEntered()) {
            return new ClaimReply(List.of(), Optional.empty());
        }
        for (String queue : request.queues()) {
            for (int priority = 0; priority < PRIORITIES && won.size() < request.limit(); priority++) {
                lock(queue, priority).forEach(this::take);
            }
        }
        new JobTable(session).update(won);
        List<Claim> claims = won.stream()
                .map(row -> new Claim(row.record(), row.lease(), row.suspect))
                .toList();
        return new ClaimReply(claims, claims.isEmpty() ? nextDue(session, request) : Optional.empty());
    }

    private boolean isEntered() throws SQLException {
        return !session.query(
                        "SELECT 1 FROM ${p}worker WHERE name = ? AND incarnation = ?",
                        statement -> {
                            statement.setString(1, request.worker().name());
                            statement.setLong(2, request.worker().incarnation());
                        },
                        row -> true)
                .isEmpty();
    }

    private List<JobRow> lock(String queue, int priority) throws SQLException {
        String condition =
                "queue = ? AND state = 1 AND priority = ? AND run_at <= ? AND (NOT suspect OR ?) AND type IN ("
                        + Columns.marks(String.join(",", types)) + ")";
        // all columns of the index, so that every database sees that it is in this order already
        Locking.Wanted wanted = new Locking.Wanted(false, condition, "queue, state, priority, run_at, id", false);
        return new Locking(session, wanted, statement -> bind(statement, queue, priority))
                .first(request.limit() - won.size());
    }

    private int bind(PreparedStatement statement, String queue, int priority) throws SQLException {
        statement.setString(1, queue);
        statement.setInt(2, priority);
        statement.setLong(3, session.now());
        statement.setBoolean(4, suspects < request.freeSlots());
        int at = 5;
        for (String type : types) {
            statement.setString(at++, type);
        }
        return at;
    }

    /** A suspect for which there is no slot stays where it is: it has only been locked. */
    private void take(JobRow row) {
        if (row.suspect && suspects >= request.freeSlots()) {
            return;
        }
        suspects += row.suspect ? 1 : 0;
        row.state = JobState.RUNNING;
        row.attempt++;
        row.worker = request.worker().name();
        row.incarnation = request.worker().incarnation();
        row.token = request.token();
        row.claimedAt = now();
        row.started = row.suspect;
        won.add(row);
    }

    private long now() {
        try {
            return session.now();
        } catch (SQLException e) {
            throw new IllegalStateException("the time was asked for before", e);
        }
    }

    /** How long until a job of these queues becomes due that is not yet. */
    static Optional<Duration> nextDue(Session session, ClaimRequest request) throws SQLException {
        Long soonest = null;
        for (String queue : request.queues()) {
            for (Long due : session.query(soonestDue(), statement -> bindQueue(statement, queue), row -> {
                long at = row.getLong(1);
                return row.wasNull() ? Long.MAX_VALUE : at;
            })) {
                soonest = soonest == null ? due : Long.valueOf(Math.min(soonest, due));
            }
        }
        return soonest == null || soonest == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Micros.length(Math.max(0, soonest)));
    }

    private static void bindQueue(PreparedStatement statement, String queue) throws SQLException {
        for (int priority = 0; priority < PRIORITIES; priority++) {
            statement.setString(priority + 1, queue);
        }
    }

    /** One look for each priority, for that is how the index is ordered. */
    private static String soonestDue() {
        StringBuilder lanes = new StringBuilder();
        for (int priority = 0; priority < PRIORITIES; priority++) {
            lanes.append(priority == 0 ? "" : " UNION ALL ")
                    .append("SELECT min(run_at) AS due FROM ${p}job WHERE queue = ? AND state = 1 AND priority = ")
                    .append(priority)
                    .append(" AND run_at > ${now}");
        }
        return "SELECT min(due) - ${now} FROM (" + lanes + ") lanes";
    }
}
