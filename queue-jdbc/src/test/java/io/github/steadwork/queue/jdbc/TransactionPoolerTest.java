package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.StoredRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a pooler that gives a session to another client after each transaction, as PgBouncer in transaction mode. */
@Timeout(60)
final class TransactionPoolerTest {

    private static final JobType<Integer, Integer> HALVE = JobType.of("halve", Integer.class, Integer.class);
    private static final int JOBS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JobConfig BUSY = JobConfig.builder()
            .set(JobSetting.WORKERS, 2)
            .set(JobSetting.POLL_INTERVAL, "20ms")
            .set(JobSetting.LEASE_TIME, "1s")
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"", "&options=-c%20default_transaction_isolation=serializable"})
    void anEngineWorksAndLeavesNothingBehind(String settings) throws SQLException, InterruptedException {
        String url = TestedDatabase.POSTGRESQL.newUrl() + settings;
        try (TransactionPooler pooler = new TransactionPooler(url);
                JdbcJobQueue queue =
                        JdbcJobQueue.builder(pooler.source()).wakeUp(false).build();
                JobEngine engine = JobEngine.builder()
                        .queue(queue)
                        .config(BUSY)
                        .register(HALVE, (number, context) -> halve(number))
                        .start()) {
            List<JobHandle<Integer>> handles = new ArrayList<>();
            IntStream.range(0, JOBS).forEach(number -> handles.add(engine.jobs().enqueue(HALVE, 2 * number)));
            handles.add(engine.jobs().enqueue(JobRequest.of(HALVE, 2).limit(Limit.ofKey("one", 1))));
            handles.add(engine.jobs().enqueue(JobRequest.of(HALVE, 2).unique(UniqueRule.whileUnfinished("two"))));
            handles.add(engine.jobs()
                    .enqueue(JobRequest.of(HALVE, 2).after(handles.get(0).id())));
            for (JobHandle<Integer> handle : handles) {
                assertThat(handle.await(PATIENCE)).isNotNull();
            }
            JobHandle<Integer> odd =
                    engine.jobs().enqueue(JobRequest.of(HALVE, 3).maxRetries(0));
            assertThatThrownBy(() -> odd.await(PATIENCE)).hasMessageContaining("3 is odd");
            queue.cancel(JobFilter.ALL, "no more", 10);
            queue.purge(JobFilter.ALL, Duration.ZERO, 1_000);
            assertThat(queue.inspector().depths()).isEmpty();

            assertThat(pooler.leftBehind()).isEmpty();
        }
    }

    private static int halve(int number) {
        if (number % 2 == 1) {
            throw new IllegalArgumentException(number + " is odd");
        }
        return number / 2;
    }

    @Test
    void aTransactionOfTheCallersIsOne() throws SQLException {
        try (TransactionPooler pooler = new TransactionPooler(TestedDatabase.POSTGRESQL.newUrl());
                JdbcJobQueue queue =
                        JdbcJobQueue.builder(pooler.source()).wakeUp(false).build();
                Connection connection = pooler.source().getConnection()) {
            connection.setAutoCommit(false);
            queue.within(connection)
                    .enqueue(EnqueueBatch.of(
                            List.of(StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING))));
            connection.rollback();

            assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
            assertThat(pooler.leftBehind()).isEmpty();
        }
    }

    @Test
    void whatIsLeftBehindIsSeen() throws SQLException {
        try (TransactionPooler pooler = new TransactionPooler(TestedDatabase.POSTGRESQL.newUrl());
                Connection connection = pooler.source().getConnection()) {
            for (String sql : List.of("SET lock_timeout = 1", "LISTEN work", "SELECT pg_advisory_lock(1)")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }

            assertThat(pooler.leftBehind())
                    .containsOnlyOnce("setting lock_timeout", "listens to work", "advisory lock");
        }
    }
}
