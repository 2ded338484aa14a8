package io.github.steadwork.datajobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InMemoryDataJobTest extends DataJobContract {

    private static final JobType<Rows, Void> TYPE = JobType.of("wait", Rows.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();

    @Override
    protected QueueBackend open() {
        return new InMemoryJobQueue(clock);
    }

    private static DataJobSource waiting(String name) {
        return DataJobSource.of(name, TYPE, new Rows(1));
    }

    @Test
    void whatIsNotReadInTimeIsCalledOff() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        DataJobs dataJobs = DataJobs.on(backend)
                .reader(BaseJob.of(TYPE, (rows, context) -> {
                    begun.countDown();
                    new CountDownLatch(1).await(); // until it is interrupted
                    return null;
                }))
                .build();
        try (JobEngine engine =
                dataJobs.addTo(JobEngine.builder().queue(backend)).start()) {
            DataJob job = DataJob.of("orders", NIGHTLY, waiting("east"), waiting("west"))
                    .inParallel()
                    .timeout(HOUR);
            JobId id = engine.jobs().enqueue(job.asRequest()).id();
            begun.await();
            assertThat(dataJobs.run(id).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);

            clock.advance(HOUR);

            while (!dataJobs.run(id).orElseThrow().status().isFinal()) {
                Thread.onSpinWait();
            }
            DataJobRun run = dataJobs.run(id).orElseThrow();
            assertThat(run.status()).isEqualTo(RunStatus.TIMEOUT);
            assertThat(run.sources()).extracting(SourceRun::status).containsOnly(RunStatus.TIMEOUT);
            assertThat(run.message()).contains("longer than its timeout");
        }
    }

    @Test
    void whatIsNotBegunInTimeIsNotBegun() {
        AtomicInteger reads = new AtomicInteger();
        DataJobs dataJobs = DataJobs.on(backend)
                .reader(BaseJob.of(TYPE, (rows, context) -> {
                    reads.incrementAndGet();
                    clock.advance(HOUR);
                    return null;
                }))
                .build();
        try (JobEngine engine =
                dataJobs.addTo(JobEngine.builder().queue(backend)).build()) {
            DataJob job = DataJob.of("orders", NIGHTLY, waiting("east"), waiting("west"))
                    .timeout(HOUR);
            JobId id = engine.jobs().enqueue(job.asRequest()).id();

            engine.runDue();

            DataJobRun run = dataJobs.run(id).orElseThrow();
            assertThat(run.status()).isEqualTo(RunStatus.TIMEOUT);
            assertThat(run.sources())
                    .extracting(SourceRun::status)
                    .containsExactly(RunStatus.SUCCESS, RunStatus.TIMEOUT);
            assertThat(dataJobs.restart(engine.jobs(), id)).isTrue();
            engine.runDue();
            assertThat(dataJobs.run(id).orElseThrow().status())
                    .as("has its time anew")
                    .isEqualTo(RunStatus.SUCCESS);
            assertThat(reads).hasValue(2);
        }
    }
}
