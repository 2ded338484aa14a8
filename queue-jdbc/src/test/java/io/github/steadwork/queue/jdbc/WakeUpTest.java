package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.QueueBackend.Subscription;
import io.github.steadwork.queue.StoredRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wake-ups from one process to another, here from one queue to another, each with connections of its own. */
@Timeout(60)
@SuppressWarnings({"NullAway.Init", "try"}) // subscriptions are there to be closed
final class WakeUpTest {

    private final Semaphore heard = new Semaphore(0);
    private Raw near;
    private Raw far;

    @BeforeEach
    void open() {
        String url = TestedDatabase.POSTGRESQL.newUrl();
        near = new Raw(url);
        far = new Raw(url);
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
    }

    private static EnqueueBatch job() {
        return EnqueueBatch.of(List.of(StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING)));
    }

    /** Waits until the subscription listens: it says so by a first hint. */
    private void awaitListening() throws InterruptedException {
        assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        heard.drainPermits();
    }

    @Test
    @SuppressWarnings("try") // the subscription is there to be closed
    void anEnqueueElsewhereIsHeard() throws InterruptedException {
        try (JdbcJobQueue here = JdbcJobQueue.builder(near.source()).build();
                JdbcJobQueue there = JdbcJobQueue.builder(far.source()).build();
                Subscription subscription = here.subscribe(heard::release)) {
            awaitListening();

            there.enqueue(job());

            assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @SuppressWarnings("try") // the subscription is there to be closed
    void anEnqueueInATransactionIsHeardAfterTheCommit() throws InterruptedException, SQLException {
        try (JdbcJobQueue here = JdbcJobQueue.builder(near.source()).build();
                JdbcJobQueue there = JdbcJobQueue.builder(far.source()).build();
                Subscription subscription = here.subscribe(heard::release);
                Connection transaction = far.transaction()) {
            awaitListening();
            there.within(transaction).enqueue(job());
            transaction.commit();

            assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @SuppressWarnings("try") // the subscription is there to be closed
    void listeningGoesOnAfterTheConnectionWasLost() throws InterruptedException {
        try (JdbcJobQueue here = JdbcJobQueue.builder(near.source()).build();
                JdbcJobQueue there = JdbcJobQueue.builder(far.source()).build();
                Subscription subscription = here.subscribe(heard::release)) {
            awaitListening();
            far.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
            awaitListening();

            there.enqueue(job());

            assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** How many connections to this database did this last. */
    private long connectionsThatLast(String words) {
        return near.number("SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND query LIKE '" + words + "%'");
    }

    @Test
    void withoutWakeUpsNobodyListensAndWorkIsFoundAllTheSame() throws InterruptedException {
        JobType<String, String> type = JobType.of("echo", String.class, String.class);
        JobConfig quick = JobConfig.builder()
                .set(JobSetting.WORKERS, "1")
                .set(JobSetting.POLL_INTERVAL, "50ms")
                .build();
        try (JdbcJobQueue here =
                        JdbcJobQueue.builder(near.source()).wakeUp(false).build();
                JdbcJobQueue there =
                        JdbcJobQueue.builder(far.source()).wakeUp(false).build();
                JobEngine worker = JobEngine.builder()
                        .queue(here)
                        .config(quick)
                        .register(type, (text, context) -> text)
                        .start();
                JobEngine enqueuer = JobEngine.builder()
                        .queue(there)
                        .config(JobConfig.builder().set(JobSetting.WORKERS, "0").build())
                        .runElsewhere(type)
                        .build()) {
            assertThat(enqueuer.jobs().enqueue(type, "found").await(Duration.ofSeconds(30)))
                    .isEqualTo("found");
            assertThat(worker.worker()).isNotNull();
            assertThat(connectionsThatLast("LISTEN")).isZero();
        }
    }
}
