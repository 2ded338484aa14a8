package io.github.steadwork.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.TransientException;
import io.github.steadwork.testkit.ManualClock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JobMetricsTest {

    private static final JobType<String, Void> SEND = JobType.of("send", String.class);

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryJobQueue backend = new InMemoryJobQueue(clock);
    private final JobMetrics metrics =
            JobMetrics.builder(registry).clock(clock).mostNames(2).build();

    @AfterEach
    void close() {
        backend.close();
    }

    private JobEngine engine() {
        return JobEngine.builder()
                .config(JobConfig.builder().set(JobSetting.WORKERS, "7").build())
                .queue(backend)
                .register(SEND, (text, context) -> {
                    assertThat(gauge("steadwork.worker.busy")).isEqualTo(1);
                    return switch (text) {
                        case "fail" -> throw new PermanentException("no");
                        case "retry" -> throw new TransientException("not yet");
                        case "snooze" -> throw context.snooze(Duration.ofHours(1));
                        default -> null;
                    };
                })
                .with(metrics)
                .build();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private Timer duration(String outcome) {
        return registry.get("steadwork.job.duration")
                .tags("type", "send", "queue", "default", "outcome", outcome)
                .timer();
    }

    @Test
    void attemptsAreTimedByTypeQueueAndOutcome() {
        try (JobEngine engine = engine()) {
            for (String text : new String[] {"fine", "fine", "fail", "retry", "snooze"}) {
                engine.jobs().enqueue(SEND, text);
            }
            clock.advance(Duration.ofSeconds(3));
            engine.runDue();

            assertThat(duration("succeeded").count()).isEqualTo(2);
            assertThat(duration("failed").count()).isEqualTo(1);
            assertThat(duration("retried").count()).isEqualTo(1);
            assertThat(duration("snoozed").count()).isEqualTo(1);
            assertThat(duration("succeeded").totalTime(TimeUnit.NANOSECONDS)).isPositive();
            assertThat(registry.get("steadwork.jobs.enqueued")
                            .tags("type", "send", "queue", "default")
                            .counter()
                            .count())
                    .isEqualTo(5);
            Timer waits = registry.get("steadwork.job.wait").tag("type", "send").timer();
            assertThat(waits.count()).isEqualTo(5);
            assertThat(waits.totalTime(TimeUnit.SECONDS)).isEqualTo(15);
        }
    }

    @Test
    void rowsAndBytesAreCountedByTypeAndDirection() {
        try (JobEngine engine = JobEngine.builder()
                .queue(backend)
                .register(SEND, (text, context) -> {
                    context.data().read(100, 2_000);
                    context.data().written(90, 700);
                    return null;
                })
                .with(metrics)
                .build()) {
            engine.jobs().enqueue(SEND, "one");
            engine.jobs().enqueue(SEND, "two");
            engine.runDue();

            assertThat(data("rows", "read")).isEqualTo(200);
            assertThat(data("bytes", "read")).isEqualTo(4_000);
            assertThat(data("rows", "written")).isEqualTo(180);
            assertThat(data("bytes", "written")).isEqualTo(1_400);
        }
    }

    private double data(String what, String direction) {
        return registry.get("steadwork.data." + what)
                .tags("type", "send", "direction", direction)
                .counter()
                .count();
    }

    @Test
    void busyAndSlotsSayHowUtilisedAnEngineIs() {
        try (JobEngine engine = engine()) {
            assertThat(gauge("steadwork.worker.slots")).isEqualTo(7);
            assertThat(gauge("steadwork.worker.busy")).isZero();
            engine.jobs().enqueue(SEND, "fine");
            engine.runDue(); // looks at the gauge within the job
            assertThat(duration("succeeded").count()).isEqualTo(1);
            assertThat(gauge("steadwork.worker.busy")).isZero();
        }
    }

    @Test
    void queuesAreCountedByStateAndGoOnWithZerosWhenTheyAreEmpty() {
        try (JobEngine engine = engine()) {
            engine.jobs().enqueue(JobRequest.of(SEND, "fine").queue("mail"));
            engine.jobs().enqueue(JobRequest.of(SEND, "later").queue("mail").delay(Duration.ofHours(1)));
            clock.advance(Duration.ofSeconds(90));
            metrics.refresh(engine);

            assertThat(gauge("steadwork.queue.jobs", "queue", "mail", "state", "queued"))
                    .isEqualTo(2);
            assertThat(gauge("steadwork.queue.jobs", "queue", "mail", "state", "running"))
                    .isZero();
            assertThat(gauge("steadwork.queue.oldest.due", "queue", "mail")).isEqualTo(90);
            assertThat(gauge("steadwork.backend.up")).isEqualTo(1);
            assertThat(gauge("steadwork.workers", "state", "online")).isZero();

            engine.jobs().cancel(JobFilter.ALL, "not needed");
            metrics.refresh(engine);
            assertThat(gauge("steadwork.queue.jobs", "queue", "mail", "state", "queued"))
                    .isZero();
            assertThat(gauge("steadwork.queue.oldest.due", "queue", "mail")).isZero();
        }
    }

    @Test
    void namesBeyondTheLimitAreCountedTogether() {
        try (JobEngine engine = engine()) {
            for (String queue : new String[] {"a", "b", "c", "d"}) {
                engine.jobs().enqueue(JobRequest.of(SEND, "fine").queue(queue));
            }

            assertThat(registry.get("steadwork.jobs.enqueued")
                            .tag("queue", "other")
                            .counter()
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void whereTheBackendDoesNotAnswerThereAreNoFiguresRatherThanOldOnes() {
        try (JobEngine engine = engine()) {
            engine.jobs().enqueue(SEND, "fine");
            metrics.refresh(engine);
            assertThat(registry.find("steadwork.queue.jobs").gauges()).isNotEmpty();
        }
        SimpleMeterRegistry empty = new SimpleMeterRegistry();
        JobMetrics theirs = JobMetrics.of(empty);
        try (JobEngine engine =
                JobEngine.builder().queue(silent(backend)).with(theirs).build()) {
            theirs.refresh(engine);

            assertThat(empty.get("steadwork.backend.up").gauge().value()).isZero();
            assertThat(empty.find("steadwork.queue.jobs").gauges()).isEmpty();
        }
    }

    /** The same, but nobody can look into it. */
    private static QueueBackend silent(QueueBackend backend) {
        return (QueueBackend) Proxy.newProxyInstance(
                QueueBackend.class.getClassLoader(),
                new Class<?>[] {QueueBackend.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(backend, arguments);
                    return answer instanceof JobInspector ? blind() : answer;
                });
    }

    private static JobInspector blind() {
        return (JobInspector) Proxy.newProxyInstance(
                QueueBackend.class.getClassLoader(),
                new Class<?>[] {JobInspector.class},
                (proxy, method, arguments) -> {
                    throw new JobQueueException("the line is cut");
                });
    }

    @Test
    void theGaugesGoWithTheEngineAndTheCountsStay() {
        try (JobEngine engine = engine()) {
            engine.jobs().enqueue(SEND, "fine");
            engine.runDue();
            metrics.refresh(engine);
        }

        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .filteredOn(id -> id.getType() == Meter.Type.GAUGE)
                .extracting(Meter.Id::getName)
                .allMatch(name -> name.endsWith(".histogram"), "the buckets of the timers");
        assertThat(duration("succeeded").count()).isEqualTo(1);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> JobMetrics.builder(registry).mostNames(0)).hasMessageContaining("mostNames is 0");
        assertThatThrownBy(() -> JobMetrics.builder(registry).every(Duration.ZERO))
                .hasMessageContaining("PT0S");
    }
}
