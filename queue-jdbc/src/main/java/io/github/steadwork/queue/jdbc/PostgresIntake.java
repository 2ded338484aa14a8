package io.github.steadwork.queue.jdbc;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.StoredRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores plain new jobs in PostgreSQL by one statement: what differs comes as arrays, and what is the same for all as it is. */
final class PostgresIntake {

    private static final String ALIKE = """
            INSERT INTO ${p}job (id, type, queue, priority, state, run_at, created_at, payload, payload_form, max_retries,
                timeout, tags, headers)
            SELECT d.id, ?, ?, ?, 1, coalesce(?::bigint, clock.now + ?), clock.now, d.payload, ?, ?, ?, ?, ?
            FROM (SELECT ${now} AS now) clock, unnest(?::uuid[], ?::bytea[]) AS d(id, payload)""";

    private static final String MIXED = """
            INSERT INTO ${p}job (id, type, queue, priority, state, run_at, created_at, payload, payload_form, max_retries,
                timeout, tags, headers)
            SELECT d.id, d.type, d.queue, d.priority, 1, coalesce(d.run_at, clock.now + d.delay), clock.now, d.payload,
                d.payload_form, d.max_retries, d.timeout, d.tags, d.headers
            FROM (SELECT ${now} AS now) clock,
                unnest(?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bytea[], ?::text[],
                    ?::integer[], ?::bigint[], ?::text[], ?::text[])
                    AS d(id, type, queue, priority, run_at, delay, payload, payload_form, max_retries, timeout, tags, headers)""";

    private PostgresIntake() {}

    /** All of a plain job but what is its own. */
    private record Kind(
            String type,
            String queue,
            Priority priority,
            StoredRequest.Due due,
            String codec,
            int version,
            int maxRetries,
            Optional<Duration> timeout,
            Set<String> tags,
            Map<String, String> headers) {

        static Kind of(StoredRequest job) {
            Payload payload = job.payload();
            return new Kind(
                    job.type(),
                    job.queue(),
                    job.priority(),
                    job.due(),
                    payload.codec(),
                    payload.version(),
                    job.maxRetries(),
                    job.timeout(),
                    job.tags(),
                    job.headers());
        }
    }

    static void store(Session session, List<StoredRequest> jobs) throws SQLException {
        ArrayColumns<StoredRequest> columns = new ArrayColumns<>(session.connection(), jobs);
        Kind first = Kind.of(jobs.get(0));
        if (jobs.stream().allMatch(job -> Kind.of(job).equals(first))) {
            session.update(ALIKE, statement -> bindAlike(statement, columns));
        } else {
            session.update(MIXED, statement -> bindMixed(statement, columns));
        }
    }

    private static void bindAlike(PreparedStatement statement, ArrayColumns<StoredRequest> columns)
            throws SQLException {
        StoredRequest first = columns.rows().get(0);
        statement.setString(1, first.type());
        statement.setString(2, first.queue());
        statement.setInt(3, Codes.of(first.priority()));
        Columns.number(statement, 4, instant(first));
        statement.setLong(5, Micros.of(first.due().delay()));
        statement.setString(6, Texts.form(first.payload()));
        statement.setInt(7, first.maxRetries());
        Columns.number(statement, 8, timeout(first));
        statement.setString(9, Texts.words(first.tags()));
        statement.setString(10, Texts.map(first.headers()));
        statement.setArray(11, columns.of("uuid", UUID[]::new, job -> job.id().value()));
        statement.setArray(
                12, columns.of("bytea", byte[][]::new, job -> job.payload().bytes()));
    }

    private static void bindMixed(PreparedStatement statement, ArrayColumns<StoredRequest> columns)
            throws SQLException {
        statement.setArray(1, columns.of("uuid", UUID[]::new, job -> job.id().value()));
        statement.setArray(2, columns.of("text", String[]::new, StoredRequest::type));
        statement.setArray(3, columns.of("text", String[]::new, StoredRequest::queue));
        statement.setArray(4, columns.of("int2", Short[]::new, job -> (short) Codes.of(job.priority())));
        statement.setArray(5, columns.of("int8", Long[]::new, PostgresIntake::instant));
        statement.setArray(
                6, columns.of("int8", Long[]::new, job -> Micros.of(job.due().delay())));
        statement.setArray(
                7, columns.of("bytea", byte[][]::new, job -> job.payload().bytes()));
        statement.setArray(8, columns.of("text", String[]::new, job -> Texts.form(job.payload())));
        statement.setArray(9, columns.of("int4", Integer[]::new, StoredRequest::maxRetries));
        statement.setArray(10, columns.of("int8", Long[]::new, PostgresIntake::timeout));
        statement.setArray(11, columns.of("text", String[]::new, job -> Texts.words(job.tags())));
        statement.setArray(12, columns.of("text", String[]::new, job -> Texts.map(job.headers())));
    }

    private static @Nullable Long instant(StoredRequest job) {
        return job.due().at().map(Micros::of).orElse(null);
    }

    private static @Nullable Long timeout(StoredRequest job) {
        return job.timeout().map(Micros::of).orElse(null);
    }
}
