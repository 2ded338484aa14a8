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
final class Claiming implements LaneClaiming.Taking {

    private static final int PRIORITIES = Priority.values().length;

    private final Session session;
    private final ClaimRequest request;
    private final List<String> types;
    private final List<JobRow> won = new ArrayList<>();
    private final LaneClaiming lanes;
    private final long now;
    private int suspects;
    private int stored;

    Claiming(Session session, ClaimRequest request, LaneTurns turns) throws SQLException {
        this.session = session;
        this.request = request;
        this.types = request.types().stream().sorted().toList();
        this.lanes = new LaneClaiming(session, request, turns);
        this.now = session.now();
    }

    ClaimReply run() throws SQLException {
        if (types.isEmpty() || !isEntered()) {
            return new ClaimReply(List.of(), Optional.empty());
        }
        if (request.agedFirst().isPresent()) {
            takeAged(now - Micros.of(request.agedFirst().get()));
        }
        for (String queue : request.queues()) {
            boolean hasLanes = left() > 0 && Lanes.areAny(session, queue);
            for (int priority = 0; priority < PRIORITIES && left() > 0; priority++) {
                if (request.wants(Codes.priority(priority))) {
                    take(queue, priority, now, hasLanes);
                }
            }
        }
        List<Claim> claims = won.stream()
                .map(row -> new Claim(row.record(), row.lease(), row.suspect))
                .toList();
        return new ClaimReply(claims, claims.isEmpty() ? soonest() : Optional.empty());
    }

    private int left() {
        return request.limit() - won.size();
    }

    /** The lowest priority first. */
    private void takeAged(long dueBy) throws SQLException {
        for (String queue : request.queues()) {
            boolean hasLanes = left() > 0 && Lanes.areAny(session, queue);
            for (int priority = PRIORITIES - 1; priority >= 0 && left() > 0; priority--) {
                take(queue, priority, dueBy, hasLanes);
            }
        }
    }

    /** Jobs in lanes and others get a half each, the greater one by turns; what one does not need goes to the other. */
    private void take(String queue, int priority, long dueBy, boolean hasLanes) throws SQLException {
        if (hasLanes) {
            takeFromLanes(queue, priority, dueBy, (left() + (request.token() % 2 == 0 ? 1 : 0)) / 2);
        }
        if (left() > 0) {
            for (JobRow row : lock(queue, priority, dueBy)) {
                if (wants(row)) {
                    take(row);
                }
            }
            store();
        }
        if (hasLanes) {
            takeFromLanes(queue, priority, dueBy, left());
        }
    }

    private void takeFromLanes(String queue, int priority, long dueBy, int most) throws SQLException {
        boolean hasSlot = suspects < request.freeSlots();
        lanes.claim(new Lanes.Wish(queue, priority, dueBy, hasSlot), most, this);
    }

    private Optional<Duration> soonest() throws SQLException {
        Optional<Duration> due = nextDue(session, request);
        Optional<Duration> again = lanes.askAgain();
        return due.isPresent() && (again.isEmpty() || due.get().compareTo(again.get()) < 0) ? due : again;
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

    private List<JobRow> lock(String queue, int priority, long dueBy) throws SQLException {
        String condition =
                "queue = ? AND state = 1 AND priority = ? AND lane IS NULL AND run_at <= ? AND (NOT suspect OR ?) AND type IN ("
                        + Columns.marks(String.join(",", types)) + ")";
        // all columns of the index, so that every database sees that it is in this order already
        Locking.Wanted wanted = new Locking.Wanted(false, condition, "queue, state, priority, lane, run_at, id", false);
        return new Locking(session, wanted, statement -> bind(statement, queue, priority, dueBy)).first(left());
    }

    private int bind(PreparedStatement statement, String queue, int priority, long dueBy) throws SQLException {
        statement.setString(1, queue);
        statement.setInt(2, priority);
        statement.setLong(3, dueBy);
        statement.setBoolean(4, suspects < request.freeSlots());
        int at = 5;
        for (String type : types) {
            statement.setString(at++, type);
        }
        return at;
    }

    /** Writes down what has been won, so that this claim does not see it again. */
    @Override
    public void store() throws SQLException {
        new JobTable(session).claim(won.subList(stored, won.size()));
        stored = won.size();
    }

    /** A suspect for which there is no slot stays where it is: it has only been locked. */
    @Override
    public boolean wants(JobRow row) {
        return !row.suspect || suspects < request.freeSlots();
    }

    @Override
    public void take(JobRow row) {
        suspects += row.suspect ? 1 : 0;
        row.state = JobState.RUNNING;
        row.attempt++;
        row.worker = request.worker().name();
        row.incarnation = request.worker().incarnation();
        row.token = request.token();
        row.claimedAt = now;
        row.started = row.suspect;
        won.add(row);
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
        for (int at = 1; at <= PRIORITIES + 1; at++) {
            statement.setString(at, queue);
        }
    }

    /** One look for each priority, for that is how the index is ordered; and one for the lanes. */
    private static String soonestDue() {
        StringBuilder looks = new StringBuilder();
        for (int priority = 0; priority < PRIORITIES; priority++) {
            looks.append("SELECT min(run_at) AS due FROM ${p}job WHERE queue = ? AND state = 1 AND priority = ")
                    .append(priority)
                    .append(" AND lane IS NULL AND run_at > ${now} UNION ALL ");
        }
        looks.append("SELECT min(run_at) AS due FROM ${p}job WHERE queue = ? AND state = 1")
                .append(" AND lane IS NOT NULL AND run_at > ${now}");
        return "SELECT min(due) - ${now} FROM (" + looks + ") looks";
    }
}
