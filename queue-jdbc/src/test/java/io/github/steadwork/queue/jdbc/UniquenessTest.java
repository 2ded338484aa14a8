package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.StoredRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That of many who enqueue the same unique job at the same time exactly one stores it. */
@Timeout(60)
final class UniquenessTest {

    private static final int THREADS = 16;
    private static final int KEYS = 5;

    private static EnqueueBatch batch(String key) {
        return EnqueueBatch.of(List.of(new StoredRequest(
                JobId.create(),
                "type",
                "queue",
                Priority.NORMAL,
                Payload.NOTHING,
                StoredRequest.Due.NOW,
                0,
                Optional.empty(),
                Optional.of(UniqueRule.whileUnfinished(key)),
                List.of(),
                ParentPolicy.FAIL,
                Set.of(),
                Map.of())));
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<T>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(threads.submit(() -> {
                barrier.await();
                return call.call();
            }));
        }
        threads.shutdown();
        List<T> answers = new ArrayList<>();
        for (Future<T> one : calls) {
            answers.add(one.get());
        }
        return answers;
    }

    private static EnqueueReceipt.Result only(EnqueueReceipt receipt) {
        return receipt.jobs().get(0).result();
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void ofManyThatComeAtOnceOneIsStored(TestedDatabase database) throws Exception {
        try (JdbcJobQueue queue = JdbcJobQueue.open(database.newUrl())) {
            for (int i = 0; i < KEYS; i++) {
                String key = "key " + i;
                List<EnqueueReceipt.Result> results = atOnce(() -> only(queue.enqueue(batch(key))));

                assertThat(results)
                        .filteredOn(EnqueueReceipt.Result.STORED::equals)
                        .hasSize(1);
                assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(i + 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#withManyWriters")
    void ofManyCallersWithTransactionsOfTheirOwnOneIsStored(TestedDatabase database) throws Exception {
        for (int isolation : List.of(
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE)) {
            try (Raw raw = new Raw(database.newUrl());
                    JdbcJobQueue queue = JdbcJobQueue.builder(raw.source()).build()) {
                List<Boolean> stored = atOnce(() -> enqueueWithin(raw, queue, isolation));

                long expected =
                        database == TestedDatabase.H2 && isolation > Connection.TRANSACTION_READ_COMMITTED ? 0 : 1;
                assertThat(stored).filteredOn(Boolean::booleanValue).hasSize((int) expected);
                assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(expected);
            }
        }
    }

    /** Whether it was stored: one who has to give way to another, or is refused, has stored nothing. */
    private static boolean enqueueWithin(Raw raw, JdbcJobQueue queue, int isolation) throws SQLException {
        try (Connection connection = raw.transaction()) {
            connection.setTransactionIsolation(isolation);
            // the transaction has seen the world before the others came
            connection
                    .createStatement()
                    .executeQuery("SELECT count(*) FROM steadwork_job")
                    .close();
            boolean stored = only(queue.within(connection).enqueue(batch("key"))) == EnqueueReceipt.Result.STORED;
            connection.commit();
            return stored;
        } catch (JobQueueException | SQLException | IllegalStateException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aKeyIsForgottenWithTheLastJobThatHasIt(TestedDatabase database) {
        try (Raw raw = new Raw(database.newUrl());
                JdbcJobQueue queue = JdbcJobQueue.builder(raw.source()).build()) {
            queue.enqueue(batch("used twice"));
            Lessee.settle(queue, Lessee.claim(queue, "queue", "type", 1), new Outcome.Succeeded(Payload.NOTHING));
            queue.enqueue(batch("used twice"));
            queue.enqueue(batch("used once"));
            queue.cancel(JobFilter.ALL, "not needed", 10);
            queue.enqueue(batch("used twice"));
            assertThat(raw.count("steadwork_unique_key")).isEqualTo(2);

            assertThat(queue.purge(JobFilter.ALL, Duration.ZERO, 10)).isEqualTo(3);
            assertThat(raw.count("steadwork_unique_key")).isEqualTo(1);
            assertThat(only(queue.enqueue(batch("used twice")))).isEqualTo(EnqueueReceipt.Result.KEPT_EARLIER);
            assertThat(only(queue.enqueue(batch("used once")))).isEqualTo(EnqueueReceipt.Result.STORED);
        }
    }
}
