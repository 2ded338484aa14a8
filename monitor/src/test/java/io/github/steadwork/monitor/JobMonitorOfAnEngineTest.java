package io.github.steadwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.DataVolume;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.PermanentException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // a view is opened to be closed
@Timeout(60)
class JobMonitorOfAnEngineTest {

    private record Given(int number) {}

    private static final JobType<Given, Integer> COUNT = JobType.of("count", Given.class, Integer.class);
    private static final JobType<Given, Integer> HOLD = JobType.of("hold", Given.class, Integer.class);

    @Test
    void theMonitorSeesWhatTheEngineRuns() throws Exception {
        JobMonitor monitor = new JobMonitor(InstantSource.system());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (InMemoryJobQueue backend = new InMemoryJobQueue();
                TerminalView view =
                        TerminalView.start(monitor, new PrintStream(written, true, StandardCharsets.UTF_8));
                JobEngine engine = JobEngine.builder()
                        .queue(backend)
                        .listener(monitor)
                        .register(COUNT, (given, context) -> {
                            if (given.number() % 10 == 0) {
                                throw new PermanentException("cannot count " + given.number());
                            }
                            return given.number();
                        })
                        .register(HOLD, (given, context) -> {
                            context.progress().operation("holding").total(2).advance();
                            holding.countDown();
                            mayEnd.await();
                            return 0;
                        })
                        .start()) {
            var held = engine.jobs().enqueue(HOLD, new Given(0));
            holding.await();
            assertThat(monitor.running()).extracting(RunningJob::type).containsExactly("hold");
            List<Given> numbers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                numbers.add(new Given(i));
            }
            for (Given number : numbers) {
                engine.jobs().enqueue(COUNT, number);
            }
            mayEnd.countDown();
            held.await(Duration.ofSeconds(20));
            while (monitor.snapshot().all().counts().finished() < 101) {
                Thread.onSpinWait();
            }
        }
        MonitorSnapshot snapshot = monitor.snapshot();
        assertThat(snapshot.running()).isEmpty();
        EventCounts counts = snapshot.type("count").orElseThrow().counts();
        assertThat(counts).isEqualTo(new EventCounts(100, 100, 90, 0, 10, 0, 0, 0, 0, 0, 0));
        WindowStatistics hour = snapshot.all().in(Window.LAST_HOUR);
        assertThat(hour.durations().count()).isEqualTo(101);
        assertThat(hour.waits().count()).isEqualTo(101);
        assertThat(hour.throughput()).isPositive();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("hold ", ": started", "running | 91 succeeded | 10 failed");
    }

    @Test
    void whatAJobReadsAndWritesIsCountedAndKeptWithItsRun() {
        JobMonitor monitor = new JobMonitor(InstantSource.system());
        try (InMemoryJobQueue backend = new InMemoryJobQueue();
                JobEngine engine = JobEngine.builder()
                        .queue(backend)
                        .listener(monitor)
                        .register(COUNT, (given, context) -> {
                            context.data().read(100, 2_000);
                            context.data().read(20, 400);
                            context.data().written(90, 5_000_000_000L);
                            return given.number();
                        })
                        .build()) {
            var job = engine.jobs().enqueue(COUNT, new Given(1));
            engine.jobs().enqueue(COUNT, new Given(2));
            engine.runDue();

            DataVolume one = new DataVolume(120, 2_400, 90, 5_000_000_000L);
            DataVolume both = new DataVolume(240, 4_800, 180, 10_000_000_000L);
            assertThat(engine.jobs()
                            .history(job.id())
                            .orElseThrow()
                            .runs()
                            .get(0)
                            .use()
                            .orElseThrow()
                            .data())
                    .isEqualTo(one);
            MonitorSnapshot snapshot = monitor.snapshot();
            assertThat(snapshot.type("count").orElseThrow().data()).isEqualTo(both);
            assertThat(snapshot.queue("default")
                            .orElseThrow()
                            .in(Window.LAST_HOUR)
                            .data())
                    .isEqualTo(both);
        }
    }
}
