package io.github.steadwork.monitor.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Progress;
import io.github.steadwork.monitor.JobMonitor;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthTest {

    private static final JobType<Integer, Integer> TYPE = JobType.of("letter", Integer.class, Integer.class);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryJobQueue backend = new InMemoryJobQueue(clock);
    private final JobMonitor monitor = new JobMonitor(clock);
    private final JobEngine engine = JobEngine.builder()
            .queue(backend)
            .register(TYPE, (number, context) -> number)
            .build();

    private static HealthReport.Component component(HealthReport report, String name) {
        return report.components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HealthReport.Component look(String name) {
        return component(Health.builder(engine).monitor(monitor).build().report(), name);
    }

    @Test
    void allIsWellWhereAWorkerLivesAndNothingWaits() {
        engine.runDue();
        Health health = Health.builder(engine)
                .monitor(monitor)
                .pool(() -> new PoolUse(1, 10, 0))
                .without("disk") // of the machine that tests this
                .build();

        HealthReport report = health.report();

        assertThat(report.components())
                .extracting(HealthReport.Component::name)
                .containsExactlyInAnyOrder(
                        "database", "queues", "workers", "schedules", "memory", "stuck jobs", "pool");
        assertThat(report.summary()).isEqualTo("UP");
        assertThat(health.liveness().components())
                .extracting(HealthReport.Component::name)
                .containsExactly("memory");
        assertThat(health.readiness().components())
                .extracting(HealthReport.Component::name)
                .containsExactlyInAnyOrder("memory", "database", "pool");
    }

    @Test
    void withoutWorkersJobsAreNotRun() {
        assertThat(look("workers").status()).isEqualTo(HealthStatus.DOWN);
        engine.runDue();
        assertThat(look("workers").status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void jobsThatWaitLongAreToldOfUnlessTheirQueueIsPaused() {
        engine.jobs().enqueue(TYPE, 1);
        clock.advance(Duration.ofMinutes(6));
        HealthReport.Component queues = look("queues");
        assertThat(queues.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(queues.reason()).isEqualTo("default has a job that has been due for 360 s");
        clock.advance(Duration.ofHours(1));
        assertThat(look("queues").status()).isEqualTo(HealthStatus.DOWN);

        engine.jobs().pause("default");
        assertThat(look("queues").status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void schedulesThatNobodyFiresAreToldOf() {
        backend.documents()
                .apply(List.of(new DocumentChange.Put("schedule", "nightly", 0, Optional.of(clock.instant()), "{}")));
        clock.advance(Duration.ofMinutes(2));
        assertThat(look("schedules"))
                .isEqualTo(new HealthReport.Component(
                        "schedules", HealthStatus.DEGRADED, "nightly has been due for 120 s"));
        clock.advance(Duration.ofMinutes(10));
        assertThat(look("schedules").status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aJobThatRunsTenTimesAsLongAsUsualIsStuck() {
        for (int i = 0; i < 10; i++) {
            monitor.on(new JobEvent.Succeeded(job(), Duration.ofMinutes(2)));
        }
        monitor.on(new JobEvent.Started(job()));
        clock.advance(Duration.ofMinutes(15));
        assertThat(look("stuck jobs").status()).isEqualTo(HealthStatus.UP);
        clock.advance(Duration.ofMinutes(6));
        HealthReport.Component stuck = look("stuck jobs");
        assertThat(stuck.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(stuck.reason()).startsWith("1, as letter ").endsWith(" for 1260 s");
    }

    private JobRecord job() {
        return new JobRecord(
                StoredRequest.simple(JobId.create(), "letter", "mail", Payload.NOTHING),
                JobState.RUNNING,
                clock.instant(),
                new JobRecord.Counters(1, 0, 0, 0),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Payload.NOTHING,
                Payload.NOTHING,
                Progress.NONE);
    }

    @Test
    void threadsThatWaitForAConnectionAreToldOf() {
        PoolUse[] use = {new PoolUse(10, 10, 3)};
        Health health = Health.builder(engine).pool(() -> use[0]).build();
        assertThat(component(health.readiness(), "pool"))
                .isEqualTo(new HealthReport.Component(
                        "pool", HealthStatus.DEGRADED, "10 of 10 connections in use, 3 wait for one"));
        use[0] = new PoolUse(10, 10, 10);
        assertThat(health.readiness().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(health.liveness().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aDatabaseThatIsGoneMakesTheProcessUnreadyButNotDead() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (JdbcJobQueue queue = JdbcJobQueue.builder(source).build();
                JobEngine onH2 = JobEngine.builder().queue(queue).build()) {
            Health health = Health.builder(onH2).build();
            assertThat(component(health.readiness(), "database").status()).isNotEqualTo(HealthStatus.DOWN);

            source.setUrl("jdbc:h2:tcp://127.0.0.1:1/gone");
            HealthReport readiness = health.readiness();
            assertThat(readiness.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(readiness.summary()).startsWith("DOWN: database: ").contains("JobQueueException");
            assertThat(health.liveness().status()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void aCheckThatDoesNotAnswerIsDownAndAskedNoMoreUntilItDoes() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(2);
        HealthCheck hanging = new HealthCheck() {
            @Override
            public String name() {
                return "api";
            }

            @Override
            public Finding look() throws Exception {
                asked.countDown();
                mayAnswer.await();
                return Finding.up("answers");
            }
        };
        Health health = Health.builder(engine)
                .check(hanging)
                .timeout(Duration.ofMillis(50))
                .build();

        assertThat(component(health.report(), "api").reason()).isEqualTo("no answer in time");
        assertThat(component(health.report(), "api").status()).isEqualTo(HealthStatus.DOWN);
        assertThat(asked.getCount()).as("asked once").isEqualTo(1);
        mayAnswer.countDown();
        while (component(health.report(), "api").status() != HealthStatus.UP) {
            Thread.onSpinWait();
        }
    }
}
