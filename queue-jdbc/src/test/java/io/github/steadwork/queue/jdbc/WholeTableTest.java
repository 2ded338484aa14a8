package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the way of a job goes by indexes, whatever PostgreSQL's planner makes of a table of middling size. */
@Timeout(60)
final class WholeTableTest {

    private static final int BATCH = 1_000;
    private static final int STORED = 20 * BATCH;
    private static final int BATCHES = 8;
    private static final int ENOUGH_TO_KEEP_A_PLAN = 15;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neitherClaimsNorSettlesReadTheWholeTable(boolean keepsSucceeded) {
        String url = PostgresServer.shared().newDatabase();
        try (Raw raw = new Raw(url);
                JdbcJobQueue queue = JdbcJobQueue.builder(raw.source())
                        .keepSucceeded(keepsSucceeded)
                        .build()) {
            for (int stored = 0; stored < STORED; stored += BATCH) {
                queue.enqueue(EnqueueBatch.of(requests()));
            }
            raw.run("ANALYZE");

            for (int batch = 1; batch <= BATCHES; batch++) {
                List<Claim> claims = claim(queue, batch);
                assertThat(claims).hasSize(BATCH);
                Lessee.settle(queue, claims, new Outcome.Succeeded(Payload.NOTHING));
            }
        }

        assertThat(rowsOfWholeReads(url)).isLessThan(STORED);
    }

    /** An idle worker plans its statements when there is nothing; after five tries the driver, and after five more the server, keep the plan. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void norDoTheyWhenABacklogComesAfterAnIdleTime(boolean keepsSucceeded) {
        String url = PostgresServer.shared().newDatabase();
        try (Raw raw = new Raw(url);
                JdbcJobQueue queue = JdbcJobQueue.builder(raw.source())
                        .keepSucceeded(keepsSucceeded)
                        .build()) {
            for (int look = 0; look < ENOUGH_TO_KEEP_A_PLAN; look++) {
                raw.run("VACUUM ANALYZE steadwork_job");
                queue.enqueue(EnqueueBatch.of(requests().subList(0, 1)));
                Lessee.settle(queue, Lessee.claim(queue, "queue", "type", 1), new Outcome.Succeeded(Payload.NOTHING));
            }
            for (int stored = 0; stored < STORED; stored += BATCH) {
                queue.enqueue(EnqueueBatch.of(requests()));
            }

            for (int batch = 1; batch <= BATCHES; batch++) {
                Lessee.settle(
                        queue, Lessee.claim(queue, "queue", "type", BATCH), new Outcome.Succeeded(Payload.NOTHING));
            }
        }

        assertThat(rowsOfWholeReads(url)).isLessThan(STORED);
    }

    @Test
    void aWholeReadIsSeen() {
        String url = PostgresServer.shared().newDatabase();
        try (Raw raw = new Raw(url);
                JdbcJobQueue queue = JdbcJobQueue.builder(raw.source()).build()) {
            for (int batch = 1; batch <= BATCHES; batch++) {
                queue.enqueue(EnqueueBatch.of(requests()));
                Lessee.settle(
                        queue, Lessee.claim(queue, "queue", "type", BATCH), new Outcome.Succeeded(Payload.NOTHING));
            }
            queue.enqueue(EnqueueBatch.of(requests()));
            raw.run("SELECT max(payload_form) FROM steadwork_job");
        }

        assertThat(rowsOfWholeReads(url)).isGreaterThanOrEqualTo(BATCH);
    }

    private static List<Claim> claim(JdbcJobQueue queue, int token) {
        if (token == 1) {
            Lessee.claim(queue, "none", "type", 1);
        }
        ClaimRequest request = new ClaimRequest(Lessee.WORKER, token, List.of("queue"), Set.of("type"), BATCH, BATCH);
        return queue.claim(request.agedFirst(Duration.ofMinutes(10))).claims();
    }

    private static List<StoredRequest> requests() {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING))
                .toList();
    }

    /**
     * How many rows were read by going through the whole table; waits until all who have done so have told the server. (Not how
     * often: the migrations read it as well, when it has some hundred rows.)
     */
    private static long rowsOfWholeReads(String url) {
        String counts = " FROM pg_stat_user_tables WHERE relname = 'steadwork_job'";
        try (Raw raw = new Raw(url)) {
            while (raw.number("SELECT n_tup_del" + counts) < BATCHES * (long) BATCH) {
                raw.run("SELECT pg_sleep(0.05)");
            }
            return raw.number("SELECT seq_tup_read" + counts);
        }
    }
}
