package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.AuditEntry;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.JobHistory;
import io.github.steadwork.engine.ResourceUse;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of runs, and of who did what. Part of the {@link JobEngineContract}. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class HistoryEngineContract extends EngineContract {

    private static final Duration LONG = Duration.ofMillis(120);
    private static final JobType<Integer, String> TYPE = JobType.of("told", Integer.class, String.class)
            .with(JobOptions.DEFAULT.retry(RetryPolicy.builder()
                    .maxRetries(1)
                    .delay(Duration.ZERO)
                    .jitter(0)
                    .build()));

    private JobEngine engine(JobFunction<Integer, String> work) {
        return engine(JobConfig.DEFAULT, work);
    }

    private JobEngine engine(JobConfig config, JobFunction<Integer, String> work) {
        return built(JobEngine.builder().config(config).queue(backend).register(TYPE, work));
    }

    private static JobHistory history(JobEngine engine, JobHandle<?> handle) {
        return engine.jobs().history(handle.id()).orElseThrow();
    }

    private static List<String> messages(List<RunLog.Stored> lines) {
        return lines.stream().map(line -> line.line().message()).toList();
    }

    @Test
    void eachAttemptIsKeptWithItsEndAndWhatItSaid() {
        JobEngine engine = engine((number, context) -> {
            context.logger().info("attempt {} of {}", context.attempt(), number);
            if (context.attempt() == 1) {
                context.logger().warn("no luck", new IllegalStateException("too early"));
                throw new IllegalStateException("not yet");
            }
            return "done";
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 7);

        engine.runDue();

        JobHistory history = history(engine, handle);
        assertThat(history.trigger()).isEqualTo(JobHistory.Trigger.APPLICATION);
        assertThat(history.job().result().text()).isEqualTo("\"done\"");
        assertThat(history.acts()).isEmpty();
        assertThat(history.runs()).hasSize(2);
        JobHistory.Run first = history.runs().get(0);
        assertThat(first.ended().orElseThrow().outcome()).isEqualTo("retry");
        assertThat(first.ended().orElseThrow().error().orElseThrow().message()).isEqualTo("not yet");
        assertThat(messages(first.log()))
                .containsExactly("INFO attempt 1 of 7", "WARN no luck\njava.lang.IllegalStateException: too early");
        assertThat(first.log().get(0).line().actor()).isEqualTo("job.told");
        JobHistory.Run second = history.runs().get(1);
        assertThat(second.ended().orElseThrow().outcome()).isEqualTo("succeeded");
        assertThat(messages(second.log())).containsExactly("INFO attempt 2 of 7");
    }

    @Test
    void aLogIsCutOffWhereItBecomesTooLong() {
        JobConfig config =
                JobConfig.builder().set(JobSetting.RUN_LOG_BYTES, "100").build();
        JobEngine engine = engine(config, (number, context) -> {
            for (int i = 0; i < 1_000; i++) {
                context.logger().info("line {} of a job that talks", i);
            }
            return "done";
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 1);

        engine.runDue();

        assertThat(messages(history(engine, handle).runs().get(0).log()))
                .containsExactly(
                        "INFO line 0 of a job that talks",
                        "INFO line 1 of a job that talks",
                        "INFO line 2 of a job that talks",
                        "WARN the rest of this log is not kept");
    }

    @Test
    void noLogIsKeptWhereThatIsSwitchedOff() {
        JobConfig config =
                JobConfig.builder().set(JobSetting.RUN_LOG_BYTES, "0").build();
        JobEngine engine = engine(config, (number, context) -> {
            context.logger().error("said in vain");
            return "done";
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 1);

        engine.runDue();

        assertThat(history(engine, handle).runs().get(0).log()).isEmpty();
    }

    @Test
    void anEngineThatRunsStoresWhatIsSaidByItself() throws Exception {
        JobEngine engine = engine((number, context) -> {
            context.logger().info("said on the way");
            return "done";
        });
        engine.start();
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 1);
        handle.await(Duration.ofSeconds(20));

        while (history(engine, handle).runs().get(0).log().isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(messages(history(engine, handle).runs().get(0).log())).containsExactly("INFO said on the way");
    }

    @Test
    void whatLongAttemptsUseIsMeasuredFromTheSecondOfTheirTypeOn() {
        JobEngine engine = engine((number, context) -> {
            byte[] allocated = new byte[1_000_000];
            while (context.ran().compareTo(LONG) < 0) {
                allocated[number]++;
            }
            context.progress().advance(number);
            return "done";
        });
        JobHandle<String> first = engine.jobs().enqueue(TYPE, 3);
        engine.runDue();
        JobHandle<String> second = engine.jobs().enqueue(TYPE, 4);
        engine.runDue();

        assertThat(history(engine, first).runs().get(0).use()).isEmpty();
        ResourceUse use = history(engine, second).runs().get(0).use().orElseThrow();
        assertThat(use.cpu().orElseThrow()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(60));
        assertThat(use.allocatedBytes().orElseThrow()).isGreaterThan(1_000_000);
        assertThat(use.peakHeapBytes()).isPositive();
        assertThat(use.done()).isEqualTo(4);
    }

    @Test
    void whatSomebodyDoesIsWrittenDownUnderTheirName() {
        JobEngine engine = engine((number, context) -> "done");
        JobHandle<String> handle = engine.jobs().as("ann").enqueue(TYPE, 1);
        engine.jobs().as("bob").cancel(handle.id(), "not needed");
        engine.jobs().as("ann").redrive(JobFilter.id(handle.id()), JobChange.NONE);
        engine.jobs().as("bob").pause("mail");
        engine.workers().as("cem").rest("worker-1");

        List<AuditEntry> entries = engine.audit().list(Optional.empty(), 10);
        String job = "job " + handle.id();
        assertThat(entries)
                .extracting(AuditEntry::actor, AuditEntry::act, AuditEntry::subject, AuditEntry::detail)
                .containsExactlyInAnyOrder(
                        tuple("ann", "enqueue", job, "told"),
                        tuple("bob", "cancel", job, "not needed"),
                        tuple("ann", "redrive", job, "1 jobs"),
                        tuple("bob", "pause", "queue mail", ""),
                        tuple("cem", "rest", "worker worker-1", ""));
        assertThat(entries).extracting(AuditEntry::at).isSortedAccordingTo(Comparator.reverseOrder());

        JobHistory history = history(engine, handle);
        assertThat(history.trigger()).isEqualTo(JobHistory.Trigger.BY_HAND);
        assertThat(history.acts())
                .extracting(act -> act.line().actor() + " " + act.line().message())
                .containsExactly("bob cancel: not needed", "ann redrive: 1 jobs");
    }

    @Test
    void theTrailIsReadPageByPage() {
        JobEngine engine = engine((number, context) -> "done");
        for (int i = 0; i < 7; i++) {
            engine.audit().record("ann", "pause", "schedule s" + i, "");
        }

        List<AuditEntry> first = engine.audit().list(Optional.empty(), 4);
        List<AuditEntry> rest = engine.audit().list(Optional.of(first.get(3).id()), 4);

        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(3);
        assertThat(Stream.concat(first.stream(), rest.stream()).map(AuditEntry::subject))
                .doesNotHaveDuplicates()
                .hasSize(7);
    }

    @Test
    void whatNobodySaysToHaveDoneIsNotWrittenDown() {
        JobEngine engine = engine((number, context) -> "done");
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 1);
        engine.jobs().cancel(handle.id(), "by the program");
        engine.jobs().as("ann").enqueueAll(List.of());

        assertThat(engine.audit().list(Optional.empty(), 10)).isEmpty();
        assertThat(history(engine, handle).acts()).isEmpty();
        assertThatThrownBy(() -> engine.jobs().as(" ")).hasMessage("actor is empty; say who does it");
    }

    @Test
    void whatStartedAJobIsKnown() {
        JobEngine engine = engine((number, context) -> "done");
        JobHandle<String> parent = engine.jobs().enqueue(TYPE, 1);
        JobHandle<String> child = engine.jobs().enqueue(JobRequest.of(TYPE, 2).after(List.of(parent.id())));
        JobHandle<String> scheduled =
                engine.jobs().enqueue(JobRequest.of(TYPE, 3).header(JobRequest.SCHEDULE_HEADER, "nightly"));

        assertThat(history(engine, child).trigger()).isEqualTo(JobHistory.Trigger.WORKFLOW);
        assertThat(history(engine, scheduled).trigger()).isEqualTo(JobHistory.Trigger.SCHEDULE);
        assertThat(engine.jobs().history(JobId.create())).isEmpty();
    }
}
