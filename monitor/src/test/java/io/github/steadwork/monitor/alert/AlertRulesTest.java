package io.github.steadwork.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Progress;
import io.github.steadwork.monitor.JobMonitor;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.ErrorKind;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

    private static final JobType<Integer, Integer> TYPE = JobType.of("letter", Integer.class, Integer.class);
    private static final ErrorInfo ERROR = ErrorInfo.of("IOException", "broken pipe", ErrorKind.TRANSIENT);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryJobQueue backend = new InMemoryJobQueue(clock);
    private final JobMonitor monitor = new JobMonitor(clock);

    private List<AlertRule.Sighting> look(AlertRule rule) {
        return rule.look(new AlertView(backend.documents().now(), monitor, monitor.snapshot(), backend));
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

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            monitor.on(new JobEvent.Succeeded(job(), Duration.ofSeconds(1)));
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            monitor.on(new JobEvent.Failed(job(), Duration.ofSeconds(1), ERROR));
        }
    }

    private JobEngine engine() {
        return JobEngine.builder()
                .queue(backend)
                .register(TYPE, (number, context) -> number)
                .build();
    }

    @Test
    void tooManyFailuresOfAType() {
        AlertRule rule = AlertRules.failureRate(0.5, 0.25, 20);
        fail(10);
        assertThat(look(rule)).as("too few to say").isEmpty();
        fail(10);
        assertThat(look(rule)).singleElement().satisfies(sighting -> {
            assertThat(sighting.subject()).isEqualTo("letter");
            assertThat(sighting.raises()).isTrue();
            assertThat(sighting.message()).isEqualTo("100 % of 20 attempts failed within 5 minutes");
        });
        succeed(40);
        assertThat(look(rule))
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.raises()).isFalse());
        succeed(40);
        assertThat(look(rule)).isEmpty();
        assertThatThrownBy(() -> AlertRules.failureRate(0.2, 0.4, 1)).hasMessageContaining("clear is 0.4");
    }

    @Test
    void failuresInARow() {
        AlertRule rule = AlertRules.consecutiveFailures(3);
        fail(2);
        assertThat(look(rule))
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.raises()).isFalse());
        fail(1);
        assertThat(look(rule))
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.raises()).isTrue());
        succeed(1);
        assertThat(look(rule)).isEmpty();
    }

    @Test
    void jobsThatWaitTooLong() {
        AlertRule rule = AlertRules.queueAge(Duration.ofMinutes(15), Duration.ofMinutes(5));
        engine().jobs().enqueue(TYPE, 1);
        assertThat(look(rule)).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        assertThat(look(rule))
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.raises()).isFalse());
        clock.advance(Duration.ofMinutes(10));
        assertThat(look(rule)).singleElement().satisfies(sighting -> {
            assertThat(sighting.subject()).isEqualTo("default");
            assertThat(sighting.raises()).isTrue();
            assertThat(sighting.message()).isEqualTo("a job has been due for 960 s, 1 are queued");
        });
    }

    @Test
    void jobsThatNobodyCanRun() {
        AlertRule rule = AlertRules.noWorker();
        JobEngine engine = engine();
        engine.jobs().enqueue(JobRequest.of(TYPE.with(JobOptions.DEFAULT), 1).requires("gpu"));
        assertThat(look(rule)).extracting(AlertRule.Sighting::subject).containsExactly("queue default with gpu");
        assertThat(engine.runDue()).as("it registers, and cannot run it").isZero();
        engine.jobs().enqueue(TYPE, 2);
        assertThat(look(rule)).as("the other one it can").hasSize(1);
    }

    @Test
    void aJobThatTakesFarLongerThanUsual() {
        AlertRule rule = AlertRules.slowerThanUsual(3);
        succeed(100);
        monitor.on(new JobEvent.Started(job()));
        clock.advance(Duration.ofSeconds(59));
        assertThat(look(rule)).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(look(rule)).singleElement().satisfies(sighting -> {
            assertThat(sighting.subject()).isEqualTo("letter");
            assertThat(sighting.message()).contains("has run for 61 s, 99 % end within ");
        });
    }

    @Test
    void aScheduleThatNobodyFires() {
        AlertRule rule = AlertRules.scheduleLate(Duration.ofMinutes(2));
        backend.documents()
                .apply(List.of(new DocumentChange.Put("schedule", "nightly", 0, Optional.of(clock.instant()), "{}")));
        clock.advance(Duration.ofMinutes(1));
        assertThat(look(rule)).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        assertThat(look(rule)).extracting(AlertRule.Sighting::subject).containsExactly("nightly");
    }

    @Test
    void morePipelinesThanMayRun() {
        AlertRule rule = AlertRules.tooManyPipelines();
        assertThat(look(rule)).isEmpty();
        monitor.on(new JobEvent.PipelineAlarm("3 pipelines run, 1 may"));
        assertThat(look(rule)).extracting(AlertRule.Sighting::message).containsExactly("3 pipelines run, 1 may");
        clock.advance(Duration.ofMinutes(2));
        assertThat(look(rule)).isEmpty();
    }

    @Test
    void theStandardRulesSeeNothingWhereAllIsWell() {
        succeed(100);
        assertThat(AlertRules.standard())
                .allSatisfy(rule -> assertThat(look(rule)).isEmpty());
        assertThat(AlertRules.standard()).extracting(AlertRule::name).doesNotHaveDuplicates();
    }
}
