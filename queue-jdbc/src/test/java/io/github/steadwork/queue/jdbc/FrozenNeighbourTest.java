package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Reclaimed;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.testkit.TestedBackend;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A worker that stands still in the middle of a transaction, with the locks that it has. */
final class FrozenNeighbourTest {

    private static final Duration LEASE = Duration.ofMinutes(5);

    /** Who waits for a lock longer than this gets an error. */
    private final String url = PostgresServer.shared().newDatabase() + "&options=-c%20lock_timeout=20000";

    @Test
    void itsLockOnItsHeartbeatKeepsNobodyFromTakingBackWhatOthersHeld() throws SQLException {
        try (UrlDataSource source = new UrlDataSource(url);
                JdbcJobQueue queue = JdbcJobQueue.builder(source).build();
                Connection frozen = DriverManager.getConnection(url)) {
            TestedBackend tested = TestedQueues.tested(queue);
            claimOne(queue, new WorkerId("frozen", 1));
            JobId orphan = claimOne(queue, new WorkerId("dead", 2));
            frozen.setAutoCommit(false);
            run(frozen, "UPDATE steadwork_worker SET heartbeat = heartbeat WHERE name = 'frozen'");
            tested.time().advance(LEASE.multipliedBy(2));

            List<Reclaimed> reclaimed = queue.reclaim(new ReclaimRule(LEASE, 3, 100));

            assertThat(reclaimed).extracting(Reclaimed::id).containsExactly(orphan);
            frozen.rollback();
        }
    }

    private static JobId claimOne(JdbcJobQueue queue, WorkerId worker) {
        StoredRequest job = StoredRequest.simple(JobId.create(), "work", "default", Payload.NOTHING);
        queue.enqueue(EnqueueBatch.of(List.of(job)));
        queue.workers()
                .register(new WorkerRecord(
                        worker,
                        "host",
                        1,
                        "1",
                        1,
                        List.of("default"),
                        Set.of(),
                        WorkerState.ONLINE,
                        Instant.EPOCH,
                        Instant.EPOCH));
        queue.claim(new ClaimRequest(worker, worker.incarnation(), List.of("default"), Set.of("work"), 1, 1));
        return job.id();
    }

    @Test
    void theDatabaseEndsATransactionOfOursWhoseWorkerStandsStill() throws SQLException {
        try (Connection frozen = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(url)) {
            run(other, "CREATE TABLE thing AS SELECT 1 AS id");
            new PostgresDialect().begin(frozen);
            run(frozen, "UPDATE thing SET id = 2");

            run(other, "UPDATE thing SET id = 3");

            assertThat(ask(other)).isEqualTo(3);
            assertThatThrownBy(() -> run(frozen, "SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM thing")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
