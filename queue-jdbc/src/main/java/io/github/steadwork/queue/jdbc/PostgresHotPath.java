package io.github.steadwork.queue.jdbc;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hot path in PostgreSQL's own words: one statement a batch, which commits by itself, with arrays for its rows.
 *
 * <p>A claim marks rows by their place in the table, which cannot change while it has them locked, so it reads nothing twice. A
 * success is deleted from the unfinished jobs and kept among the ended ones by the same statement. What is not a plain success
 * goes the way that all databases share.
 *
 * <p>A claim does not wait until it is on the disk, as all other writes do. If the server crashes within the blink before it is, the
 * job is QUEUED again, and the fence refuses what its worker says: it runs once more, as after a crash of the worker.
 *
 * <p>A job has a token exactly while it is RUNNING, so a write that shows the token need not ask for the state as well; and it must
 * not: a planner that has seen no running jobs lately would take the index of the running ones for the shortest way.
 */
final class PostgresHotPath extends HotPath {

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

    // Subqueries and the limit hide how many there are, and the inner limit keeps the order: each job is looked up by
    // its id,
    // whatever the planner takes the size of the table to be.
    private static final String GONE = """
            WITH gone AS (
                DELETE FROM ${p}job j
                USING (
                    SELECT held.place, d.lease_token, d.took, d.given, d.given_form
                    FROM unnest((SELECT ?::uuid[]), (SELECT ?::bigint[]), (SELECT ?::bigint[]), (SELECT ?::bytea[]),
                            (SELECT ?::text[]))
                        AS d(job_id, lease_token, took, given, given_form)
                    CROSS JOIN LATERAL (
                        SELECT ctid AS place FROM ${p}job
                        WHERE id = d.job_id AND token = d.lease_token AND parents IS NULL""";

    private static final String HELD = """
             LIMIT 1) held
                    LIMIT (SELECT ?)) d
                WHERE j.ctid = d.place AND j.token = d.lease_token
            """;

    private static final String TELL = """
            SELECT count(*), CASE WHEN count(*) < ? THEN array_agg(id) END,
                EXISTS (SELECT 1 FROM ${p}dependency WHERE awaited)
            FROM gone""";

    private static final String KEEP = GONE + HELD + """
             RETURNING j.*, d.took, d.given, d.given_form),
            kept AS (
                INSERT INTO ${p}ended (id, type, queue, priority, state, run_at, created_at, payload, payload_form,
                    max_retries, timeout, attempt, retries_used, crashes, snoozes, worker, incarnation, token, claimed_at,
                    started, unique_key, unique_rule, parent_policy, tags, headers, error, progress, flow, finished_at, ran,
                    result, result_form)
                SELECT id, type, queue, priority, 3, run_at, created_at, payload, payload_form, max_retries, timeout,
                    attempt, retries_used, crashes, snoozes, worker, incarnation, token, claimed_at, started, unique_key,
                    unique_rule, parent_policy, tags, headers, error, progress, flow, (SELECT ${now}), took, given, given_form
                FROM gone
                ON CONFLICT (id) DO NOTHING),
            told AS (
                INSERT INTO ${p}tally (queue, type, state, jobs)
                SELECT queue, type, 3, count(*) FROM gone GROUP BY queue, type)
            """ + TELL;

    private static final String FORGET = GONE + """
             AND unique_key IS NULL AND NOT EXISTS (SELECT 1 FROM ${p}dependency WHERE parent_id = d.job_id)
            """ + HELD + """
             RETURNING j.id)
            """ + TELL;

    private static final int PRIORITIES = 4;
    private static final long MUCH_DEBRIS = 10_000;

    private final Floors floors = new Floors(System::nanoTime);

    PostgresHotPath(Database database, boolean keepsSucceeded) {
        super(database, keepsSucceeded);
    }

    @Override
    void store(List<StoredRequest> requests) {
        database().plainly("enqueue", session -> {
            store(session, requests);
            return requests.size();
        });
    }

    @Override
    void store(Session session, List<StoredRequest> requests) throws SQLException {
        PostgresIntake.store(session, requests);
    }

    @Override
    ClaimReply claim(ClaimRequest request) {
        if (request.urgentOnly() || (request.agedFirst().isPresent() && hasAged(request))) {
            return super.claim(request);
        }
        Optional<ClaimReply> plain = request.queues().size() == 1
                ? database().plainly("claim", session -> claimPlain(session, request))
                : database().atomically("claim", session -> claimPlain(session, request));
        return plain.orElseGet(() -> super.claim(request));
    }

    private boolean hasAged(ClaimRequest request) {
        long age = Micros.of(request.agedFirst().orElseThrow());
        return database().plainly("claim", session -> {
            boolean any = false;
            for (String queue : request.queues()) {
                any |= !session.query(
                                AGED,
                                statement -> {
                                    int at = setFloors(statement, floors.look(queue, request));
                                    statement.setString(at++, queue);
                                    statement.setLong(at, age);
                                },
                                row -> true)
                        .isEmpty();
            }
            return any;
        });
    }

    /** Empty if the first queue that has jobs has some in lanes, which this way does not know. */
    private Optional<ClaimReply> claimPlain(Session session, ClaimRequest request) throws SQLException {
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

    @Override
    SettleReport settle(List<Settlement> settlements) {
        boolean plain = areSuccesses(settlements);
        if (!plain) {
            return super.settle(settlements);
        }
        SettleReport report = database().plainly("settle", session -> succeed(session, settlements));
        if (report.refused().isEmpty()) {
            return report;
        }
        List<Settlement> rest = settlements.stream()
                .filter(settlement -> report.refused().contains(settlement.lease()))
                .toList();
        SettleReport others = super.settle(rest);
        return new SettleReport(others.refused(), report.mayUnblock() || others.mayUnblock());
    }

    @Override
    SettleReport settle(Session session, List<Settlement> settlements) throws SQLException {
        List<Settlement> successes = settlements.stream()
                .filter(settlement -> settlement.outcome() instanceof Outcome.Succeeded)
                .toList();
        if (successes.isEmpty() || !areDifferent(settlements)) {
            return super.settle(session, settlements);
        }
        Set<Lease> missed = new HashSet<>(succeed(session, successes).refused());
        List<Settlement> rest = settlements.stream()
                .filter(settlement ->
                        !(settlement.outcome() instanceof Outcome.Succeeded) || missed.contains(settlement.lease()))
                .toList();
        SettleReport report = super.settle(session, rest);
        return new SettleReport(report.refused(), report.mayUnblock() || Unblocking.hasWaiting(session));
    }

    private static boolean areSuccesses(List<Settlement> settlements) {
        return settlements.stream().allMatch(settlement -> settlement.outcome() instanceof Outcome.Succeeded)
                && areDifferent(settlements);
    }

    private static boolean areDifferent(List<Settlement> settlements) {
        Set<JobId> jobs = new HashSet<>();
        return settlements.stream()
                .allMatch(settlement -> jobs.add(settlement.lease().job()));
    }

    /** Stores successes; those that the report names as refused are only not plain enough for this. */
    private SettleReport succeed(Session session, List<Settlement> settlements) throws SQLException {
        List<Settlement> sorted = settlements.stream()
                .sorted(Comparator.comparing(settlement -> settlement.lease().job()))
                .toList();
        ArrayColumns<Settlement> columns = new ArrayColumns<>(session.connection(), sorted);
        return session.query(
                        keepsSucceeded() ? KEEP : FORGET,
                        statement -> {
                            statement.setArray(1, columns.of("uuid", UUID[]::new, PostgresHotPath::id));
                            statement.setArray(
                                    2,
                                    columns.of(
                                            "int8",
                                            Long[]::new,
                                            one -> one.lease().token()));
                            statement.setArray(3, columns.of("int8", Long[]::new, one -> Micros.of(one.ran())));
                            statement.setArray(4, columns.of("bytea", byte[][]::new, PostgresHotPath::resultBytes));
                            statement.setArray(5, columns.of("text", String[]::new, PostgresHotPath::resultForm));
                            statement.setInt(6, sorted.size());
                            statement.setInt(7, sorted.size());
                        },
                        row -> report(row, sorted))
                .get(0);
    }

    private static SettleReport report(ResultSet row, List<Settlement> settlements) throws SQLException {
        Set<Lease> missed = new HashSet<>();
        if (row.getLong(1) < settlements.size()) {
            Set<UUID> gone = new HashSet<>();
            Array ids = row.getArray(2);
            if (ids != null) {
                gone.addAll(List.of((UUID[]) ids.getArray()));
            }
            settlements.stream()
                    .map(Settlement::lease)
                    .filter(lease -> !gone.contains(lease.job().value()))
                    .forEach(missed::add);
        }
        return new SettleReport(missed, row.getBoolean(3));
    }

    private static UUID id(Settlement settlement) {
        return settlement.lease().job().value();
    }

    private static byte @Nullable [] resultBytes(Settlement settlement) {
        Payload result = ((Outcome.Succeeded) settlement.outcome()).result();
        return result.isNothing() ? null : result.bytes();
    }

    private static @Nullable String resultForm(Settlement settlement) {
        Payload result = ((Outcome.Succeeded) settlement.outcome()).result();
        return result.isNothing() ? null : Texts.form(result);
    }
}
