package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Claims in one statement. It looks for due jobs priority by priority in the order of one index, locks those that nobody else has locked, and marks them by their place
 * in the table, which cannot change while they are locked: so nothing is read twice.
 *
 * <p>A claim does not wait until it is on the disk, as all other writes do. If the server crashes within the blink before it is, the
 * job is QUEUED again, and the fence refuses what its worker says: it runs once more, as after a crash of the worker.
 */
final class PostgresClaims {

    private static final Comparator<JobRow> IN_ORDER = Comparator.<JobRow>comparingInt(row -> row.priority)
            .thenComparingLong(row -> row.runAt)
            .thenComparing(JobRow::jobId);

    private static final String CLAIM = """
            WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
            picked AS MATERIALIZED (
                SELECT due.place, due.suspect
                FROM (VALUES (0::smallint, ?::bigint), (1::smallint, ?), (2::smallint, ?), (3::smallint, ?))
                    AS level(priority, floor)
                CROSS JOIN LATERAL (
                    SELECT ctid AS place, suspect FROM ${p}job
                    WHERE queue = ? AND priority = level.priority AND state = 1 AND lane IS NULL AND run_at <= (SELECT ${now})
                        AND run_at >= level.floor AND (NOT suspect OR ?) AND type = ANY (?)
                    ORDER BY run_at, id LIMIT ? FOR UPDATE SKIP LOCKED) due
                WHERE EXISTS (SELECT 1 FROM ${p}worker, unhurried WHERE name = ? AND incarnation = ?)
                    AND NOT EXISTS (SELECT 1 FROM ${p}job WHERE queue = ? AND state = 1 AND lane IS NOT NULL)
                LIMIT ?)
            UPDATE ${p}job SET state = 2, attempt = attempt + 1, worker = ?, incarnation = ?, token = ?,
                claimed_at = (SELECT ${now}), started = suspect
            FROM (SELECT place FROM unnest(ARRAY(SELECT place FROM picked WHERE NOT suspect)
                || ARRAY(SELECT place FROM picked WHERE suspect LIMIT ?)) AS place LIMIT (SELECT ?)) due
            WHERE ctid = due.place
            RETURNING ${job}""";

    // The oldest of a level first, and its age after that: asked for any that is old enough, the planner reads the
    // whole table.
    private static final String AGED = """
            SELECT 1 FROM (VALUES (0::smallint, ?::bigint), (1::smallint, ?), (2::smallint, ?), (3::smallint, ?))
                AS level(priority, floor)
            CROSS JOIN LATERAL (
                SELECT run_at FROM ${p}job WHERE queue = ? AND priority = level.priority AND state = 1 AND lane IS NULL
                    AND run_at >= level.floor
                ORDER BY run_at, id LIMIT 1) oldest
            WHERE oldest.run_at <= (SELECT ${now}) - ? LIMIT 1""";

    private static final int PRIORITIES = 4;
    private static final long MUCH_DEBRIS = 10_000;

    private final Floors floors = new Floors(System::nanoTime);

    /** Whether jobs have waited so long that they go before the others, by the rules that all databases share. */
    boolean areAged(Session session, ClaimRequest request) throws SQLException {
        long age = Micros.of(request.agedFirst().orElseThrow());
        for (String queue : request.queues()) {
            List<Boolean> oldest = session.query(
                    AGED,
                    statement -> {
                        int at = setFloors(statement, floors.look(queue, request));
                        statement.setString(at++, queue);
                        statement.setLong(at, age);
                    },
                    row -> true);
            if (!oldest.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Empty if the first queue that has jobs has some in lanes, which this way does not know. */
    Optional<ClaimReply> claim(Session session, ClaimRequest request) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        int suspects = 0;
        for (String queue : request.queues()) {
            int wanted = request.limit() - claims.size();
            if (wanted > 0) {
                List<JobRow> rows = claim(session, request, queue, wanted, request.freeSlots() - suspects);
                if (rows.isEmpty() && Lanes.areAny(session, queue)) {
                    return Optional.of(new ClaimReply(claims, Optional.empty()))
                            .filter(reply -> !reply.claims().isEmpty());
                }
                for (JobRow row : rows) {
                    suspects += row.suspect ? 1 : 0;
                    claims.add(new Claim(row.record(), row.lease(), row.suspect));
                }
            }
        }
        return Optional.of(
                new ClaimReply(claims, claims.isEmpty() ? Claiming.nextDue(session, request) : Optional.empty()));
    }

    private List<JobRow> claim(Session session, ClaimRequest request, String queue, int wanted, int freeSlots)
            throws SQLException {
        Floors.Look look = floors.look(queue, request);
        Array types = session.connection().createArrayOf("text", request.types().toArray());
        List<JobRow> rows = session.query(
                CLAIM,
                statement -> {
                    int at = setFloors(statement, look);
                    statement.setString(at++, queue);
                    statement.setBoolean(at++, freeSlots > 0);
                    statement.setArray(at++, types);
                    statement.setInt(at++, wanted);
                    statement.setString(at++, request.worker().name());
                    statement.setLong(at++, request.worker().incarnation());
                    statement.setString(at++, queue);
                    statement.setInt(at++, wanted);
                    statement.setString(at++, request.worker().name());
                    statement.setLong(at++, request.worker().incarnation());
                    statement.setLong(at++, request.token());
                    statement.setInt(at++, Math.max(0, freeSlots));
                    statement.setInt(at, wanted);
                },
                session.columns()::read);
        rows.sort(IN_ORDER);
        floors.learn(look, rows, () -> hasDebris(session));
        return rows;
    }

    /** Sets the first parameters; the place after them. */
    private static int setFloors(PreparedStatement statement, Floors.Look look) throws SQLException {
        for (int priority = 0; priority < PRIORITIES; priority++) {
            statement.setLong(priority + 1, look.from(priority));
        }
        return PRIORITIES + 1;
    }

    private static boolean hasDebris(Session session) throws SQLException {
        return session.query(
                        "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relid = '${p}job'::regclass",
                        statement -> {},
                        row -> row.getLong(1) >= MUCH_DEBRIS)
                .contains(true);
    }
}
