package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.ClaimRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a claim reads of the jobs that stand in lanes: which lanes have due jobs, and the first of each. */
class Lanes {

    private final Session session;
    private final ClaimRequest request;
    private final List<String> types;

    Lanes(Session session, ClaimRequest request) {
        this.session = session;
        this.request = request;
        this.types = request.types().stream().sorted().toList();
    }

    static Lanes of(Session session, ClaimRequest request) {
        return session.dialect() instanceof PostgresDialect
                ? new PostgresLanes(session, request)
                : new Lanes(session, request);
    }

    /**
     * Which jobs are looked for.
     *
     * @param dueBy those due by then
     * @param suspects whether there is a slot for one that may have killed a worker
     */
    record Wish(String queue, int priority, long dueBy, boolean suspects) {}

    final Session session() {
        return session;
    }

    final ClaimRequest request() {
        return request;
    }

    /** Whether there are any jobs in lanes to be claimed from a queue, now or later. */
    static boolean areAny(Session session, String queue) throws SQLException {
        return !session.query(
                        "SELECT 1 FROM ${p}job WHERE queue = ? AND state = 1 AND lane IS NOT NULL LIMIT 1",
                        statement -> statement.setString(1, queue),
                        row -> true)
                .isEmpty();
    }

    /** The next lanes after this one that have jobs, in their order. */
    List<String> next(Wish wish, String after, int most) throws SQLException {
        return session.query(
                """
                SELECT DISTINCT lane FROM ${p}job
                WHERE queue = ? AND state = 1 AND priority = ? AND lane > ? AND run_at <= ? ORDER BY lane LIMIT ?""",
                statement -> {
                    statement.setString(1, wish.queue);
                    statement.setInt(2, wish.priority);
                    statement.setString(3, after);
                    statement.setLong(4, wish.dueBy);
                    statement.setInt(5, most);
                },
                row -> row.getString(1));
    }

    /** The first so many jobs of each lane, locked, lane by lane; those that others have locked are passed over. */
    List<JobRow> first(Wish wish, List<String> lanes, int most) throws SQLException {
        List<JobRow> rows = new ArrayList<>();
        String condition =
                "queue = ? AND state = 1 AND priority = ? AND lane = ? AND run_at <= ? AND (NOT suspect OR ?)"
                        + " AND type IN (" + Columns.marks(String.join(",", types)) + ")";
        Locking.Wanted wanted = new Locking.Wanted(false, condition, "queue, state, priority, lane, run_at, id", false);
        for (String lane : lanes) {
            rows.addAll(new Locking(session, wanted, statement -> bind(statement, wish, lane)).first(most));
        }
        return rows;
    }

    private int bind(PreparedStatement statement, Wish wish, String lane) throws SQLException {
        statement.setString(1, wish.queue);
        statement.setInt(2, wish.priority);
        statement.setString(3, lane);
        statement.setLong(4, wish.dueBy);
        statement.setBoolean(5, wish.suspects);
        int at = 6;
        for (String type : types) {
            statement.setString(at++, type);
        }
        return at;
    }
}
