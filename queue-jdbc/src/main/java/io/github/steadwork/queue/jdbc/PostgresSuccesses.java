package io.github.steadwork.queue.jdbc;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores successes in one statement, which deletes them from the unfinished jobs and keeps them among the ended ones, if they are kept.
 *
 * <p>A job has a token exactly while it is RUNNING, so a write that shows the token need not ask for the state as well; and it must
 * not: a planner that has seen no running jobs lately would take the index of the running ones for the shortest way.
 */
final class PostgresSuccesses {

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

    private PostgresSuccesses() {}

    /** Stores successes; those that the report names as refused are only not plain enough for this. */
    static SettleReport store(Session session, List<Settlement> settlements, boolean keep) throws SQLException {
        List<Settlement> sorted = settlements.stream()
                .sorted(Comparator.comparing(settlement -> settlement.lease().job()))
                .toList();
        ArrayColumns<Settlement> columns = new ArrayColumns<>(session.connection(), sorted);
        return session.query(
                        keep ? KEEP : FORGET,
                        statement -> {
                            statement.setArray(1, columns.of("uuid", UUID[]::new, PostgresSuccesses::id));
                            statement.setArray(
                                    2,
                                    columns.of(
                                            "int8",
                                            Long[]::new,
                                            one -> one.lease().token()));
                            statement.setArray(3, columns.of("int8", Long[]::new, one -> Micros.of(one.ran())));
                            statement.setArray(4, columns.of("bytea", byte[][]::new, PostgresSuccesses::resultBytes));
                            statement.setArray(5, columns.of("text", String[]::new, PostgresSuccesses::resultForm));
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
