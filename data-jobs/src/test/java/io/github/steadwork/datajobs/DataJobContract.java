package io.github.steadwork.datajobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.datajobs.Notification.Occasion;
import io.github.steadwork.engine.AuditEntry;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Limit;
import io.github.steadwork.pipeline.data.CountsRows;
import io.github.steadwork.pipeline.data.RowCounts;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.Schedules;
import io.github.steadwork.scheduler.firing.RunTrigger;
import io.github.steadwork.scheduler.firing.ScheduleState;
import io.github.steadwork.scheduler.firing.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What data jobs do, on whatever backend, with a reader whose sources fail on demand. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class DataJobContract {

    /** What the reader of these tests is given: how many rows its source has. */
    record Rows(int count) {}

    /** What it gives back. */
    record Read(int count, String from) implements CountsRows {
        @Override
        public RowCounts rowCounts() {
            return new RowCounts(count + 3L, count - 1L, 1, 2, 1);
        }
    }

    private static final JobType<Rows, Read> TYPE = JobType.of("read", Rows.class, Read.class);
    static final Schedule NIGHTLY = Schedules.daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));

    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final Set<Integer> broken = ConcurrentHashMap.newKeySet();
    private final List<String> told = new ArrayList<>();
    QueueBackend backend;
    private DataJobs dataJobs;
    private JobEngine engine;
    private Scheduler scheduler;

    /** A fresh, empty backend. It is closed after the test. */
    protected abstract QueueBackend open();

    @BeforeEach
    void openBackend() {
        backend = open();
        dataJobs = DataJobs.on(backend)
                .reader(BaseJob.of(TYPE, this::read))
                .notifier((run, occasions) -> told.add(run.job().name() + " " + run.status() + " " + occasions))
                .build();
        engine = dataJobs.addTo(JobEngine.builder().queue(backend)).build();
        scheduler = Scheduler.on(engine).build();
    }

    @AfterEach
    void closeBackend() {
        scheduler.close();
        engine.close();
        backend.close();
    }

    private @Nullable Read read(Rows rows, JobContext context) {
        String from = context.checkpoint(String.class).orElse("the start");
        done.add(rows.count + " from " + from);
        context.progress().advance(5);
        if (broken.contains(rows.count)) {
            context.saveCheckpoint("the middle");
            throw new PermanentException("line " + rows.count + " is torn");
        }
        return new Read(rows.count, from);
    }

    static DataJobSource source(String name, int rows) {
        return DataJobSource.of(name, TYPE, new Rows(rows));
    }

    private DataJobRun run(DataJob job) {
        JobId id = engine.jobs().enqueue(job.asRequest()).id();
        engine.runDue();
        return dataJobs.run(id).orElseThrow();
    }

    @Test
    void sourcesAreReadOneAfterAnotherAndEachSaysWhatItRead() {
        DataJobRun run = run(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9)));

        assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.sources()).extracting(SourceRun::name).containsExactly("east", "west");
        SourceRun west = run.sources().get(1);
        assertThat(west.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(west.rows()).isEqualTo(new RowCounts(12, 8, 1, 2, 1));
        assertThat(west.result()).contains(Map.of("count", 9, "from", "the start"));
        assertThat(west.duration()).isPresent();
        assertThat(west.memoryBytes().orElseThrow()).isPositive();
        assertThat(run.rows()).isEqualTo(new RowCounts(22, 14, 2, 4, 2));
        assertThat(run.memoryBytes().orElseThrow()).isPositive();
        assertThat(run.duration()).isPresent();
        assertThat(run.message()).isEmpty();
        assertThat(done).containsExactly("7 from the start", "9 from the start");
        assertThat(backend.inspector().count(JobFilter.ALL))
                .as("nothing is left over")
                .isEqualTo(3);
    }

    @Test
    void oneAfterAnotherTheNextIsNotBegunBeforeTheOneBeforeHasEnded() {
        JobId id = engine.jobs()
                .enqueue(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9))
                        .asRequest())
                .id();
        assertThat(dataJobs.run(id).orElseThrow().status()).isEqualTo(RunStatus.STARTED);

        engine.runNext();
        assertThat(jobsOfSources()).isEqualTo(1);
        assertThat(dataJobs.run(id).orElseThrow().status()).isEqualTo(RunStatus.STARTED);
        engine.runNext();

        DataJobRun run = dataJobs.run(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.sources()).extracting(SourceRun::status).containsExactly(RunStatus.SUCCESS, RunStatus.STARTED);
        assertThat(jobsOfSources()).isEqualTo(1);
    }

    @Test
    void inParallelAllAreBegunAtOnce() {
        engine.jobs()
                .enqueue(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9))
                        .inParallel()
                        .asRequest());

        engine.runNext();

        assertThat(jobsOfSources()).isEqualTo(2);
    }

    private long jobsOfSources() {
        return backend.inspector().count(JobFilter.ALL.types("data-source"));
    }

    @Test
    void aSourceThatFailsDoesNotKeepTheOthersFromBeingRead() {
        broken.add(7);

        DataJobRun run = run(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9)));

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.sources()).extracting(SourceRun::status).containsExactly(RunStatus.FAILED, RunStatus.SUCCESS);
        assertThat(run.sources().get(0).message()).isEqualTo("line 7 is torn");
        assertThat(run.sources().get(0).rows().processed()).isEqualTo(5);
        assertThat(run.message()).contains("of 2 sources 1 did not succeed", "east FAILED: line 7 is torn");
        assertThat(run.rows().added()).isEqualTo(8);
    }

    @Test
    void aRestartReadsOnlyWhatHasNotBeenReadAndGoesOnWhereThatWas() {
        broken.add(7);
        JobId id = run(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9)))
                .id();
        done.clear();
        assertThat(dataJobs.restart(engine.jobs(), id)).isTrue();
        engine.runDue();
        assertThat(dataJobs.run(id).orElseThrow().status()).as("still torn").isEqualTo(RunStatus.FAILED);
        assertThat(done).hasSize(1);
        broken.clear();

        assertThat(dataJobs.restart(engine.jobs(), id)).isTrue();
        engine.runDue();

        DataJobRun run = dataJobs.run(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.sources()).extracting(SourceRun::status).containsOnly(RunStatus.SUCCESS);
        assertThat(done).containsExactly("7 from the middle", "7 from the middle");
        assertThat(dataJobs.restart(engine.jobs(), id)).as("it has succeeded").isFalse();
    }

    @Test
    void aRunGoesOnInAnotherProcessWhenItsOwnHasEnded() {
        JobId id = engine.jobs()
                .enqueue(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9))
                        .asRequest())
                .id();
        engine.runNext();
        engine.runNext();
        engine.close();

        try (JobEngine other =
                dataJobs.addTo(JobEngine.builder().queue(backend)).build()) {
            other.runDue();
        }

        assertThat(dataJobs.run(id).orElseThrow().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(done).hasSize(2);
    }

    @Test
    void aSourceThatNobodyCanReadFailsAlone() {
        DataJobRun run = run(DataJob.of(
                "orders", NIGHTLY, new DataJobSource("east", "raed", 1, Map.of("count", 7)), source("west", 9)));

        assertThat(run.sources()).extracting(SourceRun::status).containsExactly(RunStatus.FAILED, RunStatus.SUCCESS);
        assertThat(run.sources().get(0).message()).contains("'raed'", "[read]");
    }

    @Test
    void aRunThatIsCalledOffReadsNoMore() {
        JobId id = engine.jobs()
                .enqueue(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9))
                        .asRequest())
                .id();
        engine.runNext();

        dataJobs.cancel(engine.jobs().as("ada"), id, "the shop is closed");
        engine.runDue();

        DataJobRun run = dataJobs.run(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.message()).contains("the shop is closed");
        assertThat(run.sources()).extracting(SourceRun::status).containsOnly(RunStatus.CANCELLED);
        assertThat(done).isEmpty();
        assertThat(engine.audit().list(Optional.empty(), 10))
                .extracting(AuditEntry::actor, AuditEntry::act, AuditEntry::subject)
                .contains(tuple("ada", "cancel", "job " + id));
        assertThatThrownBy(() -> dataJobs.cancel(engine.jobs(), JobId.create(), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSourceThatIsCalledOffByItselfIsLeftOut() {
        JobId id = engine.jobs()
                .enqueue(DataJob.of("orders", NIGHTLY, source("east", 7), source("west", 9))
                        .asRequest())
                .id();
        engine.runNext();
        JobId east = dataJobs.run(id).orElseThrow().sources().get(0).job().orElseThrow();

        engine.jobs().cancel(east, "not today");
        engine.runDue();

        DataJobRun run = dataJobs.run(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.sources()).extracting(SourceRun::status).containsExactly(RunStatus.CANCELLED, RunStatus.SUCCESS);
    }

    @Test
    void theSchedulerStoresItAndTriggersIt() {
        DataJob job = DataJob.of("orders", NIGHTLY, source("east", 7))
                .describedAs("Orders of the east")
                .sourceTimeout(Duration.ofMinutes(5))
                .maxRetries(2);
        scheduler.create(job.asSchedule());

        DataJob stored = scheduler.find("orders").flatMap(dataJobs::of).orElseThrow();
        assertThat(stored.describedAs("")).isNotEqualTo(stored);
        assertThat(stored.description()).isEqualTo("Orders of the east");
        assertThat(stored.schedule()).isEqualTo(job.schedule());
        assertThat(stored.sources().get(0).parameters()).isEqualTo(Map.of("count", 7));
        scheduler.trigger("orders");
        scheduler.as("ada").trigger("orders");
        engine.runDue();

        List<DataJobRun> runs = dataJobs.runs("orders", Optional.empty(), 10);
        assertThat(runs).hasSize(2).allMatch(run -> run.status() == RunStatus.SUCCESS);
        assertThat(runs.get(0).trigger()).isEqualTo(RunTrigger.MANUAL);
        assertThat(runs.get(0).actor()).contains("ada");
        assertThat(runs.get(1).actor()).isEmpty();
        assertThat(runs.get(0).fireTime()).isPresent();
        assertThat(dataJobs.runs("orders", Optional.of(runs.get(0).id()), 10))
                .extracting(DataJobRun::id)
                .containsExactly(runs.get(1).id());
        assertThat(dataJobs.runs("other", Optional.empty(), 10)).isEmpty();
        assertThat(scheduler.find("orders").orElseThrow().counts().succeeded()).isEqualTo(2);
        assertThat(scheduler.find("orders").orElseThrow().state()).isEqualTo(ScheduleState.ACTIVE);
    }

    @Test
    void aSourceIsReadByOneRunAtATime() {
        engine.jobs().enqueue(DataJob.of("orders", NIGHTLY, source("east", 7)).asRequest());

        engine.runNext();

        assertThat(backend.inspector().list(JobFilter.ALL.types("data-source"), Optional.empty(), 10))
                .singleElement()
                .satisfies(job -> assertThat(job.request().flow().limits())
                        .containsExactly(Limit.ofKey("data-source:orders/east", 1)));
    }

    @Test
    void anAttemptThatTakesTooLongIsATimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        JobType<Rows, Read> slow = JobType.of("read-slowly", Rows.class, Read.class);
        DataJobs slowly = DataJobs.on(backend)
                .reader(BaseJob.of(slow, (rows, context) -> {
                    never.await();
                    return null;
                }))
                .build();
        try (JobEngine other = slowly.addTo(JobEngine.builder().queue(backend)).start()) {
            DataJob job = DataJob.of("orders", NIGHTLY, DataJobSource.of("east", slow, new Rows(7)))
                    .sourceTimeout(Duration.ofMillis(50))
                    .maxRetries(0);
            JobId id = other.jobs().enqueue(job.asRequest()).id();

            JobState state = JobState.QUEUED;
            while (!state.isFinal()) {
                state = other.jobs().find(id).orElseThrow().state();
                Thread.onSpinWait();
            }

            DataJobRun run = slowly.run(id).orElseThrow();
            assertThat(run.status()).isEqualTo(RunStatus.TIMEOUT);
            assertThat(run.sources()).extracting(SourceRun::status).containsExactly(RunStatus.TIMEOUT);
        }
    }

    @Test
    void peopleAreToldOfWhatTheyWantToKnow() {
        DataJob job = DataJob.of("orders", NIGHTLY, source("east", 7))
                .notifying(Notification.of(Set.of(Occasion.FAILURE, Occasion.RECOVERY), "ops@example.com"));
        run(job);
        assertThat(told).isEmpty();

        broken.add(7);
        DataJobRun failed = run(job);
        broken.clear();
        run(job);
        run(job);
        assertThat(told).containsExactly("orders FAILED [FAILURE]", "orders SUCCESS [RECOVERY]");

        told.clear();
        dataJobs.restart(engine.jobs(), failed.id());
        engine.runDue();
        assertThat(told).as("the run before it had succeeded").isEmpty();
    }

    @Test
    void aDefinitionIsReadFromJsonThatSomebodyHasWritten() {
        String json = """
                {"name": "orders", "schedule": {"kind": "cron", "expression": "30 2 * * *", "zone": "Europe/Berlin"},
                 "sources": [{"name": "east", "type": "read", "parameters": {"count": 7}}],
                 "parallel": true, "timeout": "PT2H",
                 "notification": {"on": ["FAILURE"], "recipients": ["ops@example.com"]}}
                """;
        JacksonPayloadCodec codec = new JacksonPayloadCodec();
        DataJob job = Objects.requireNonNull(
                codec.decode(Payload.of(json.getBytes(StandardCharsets.UTF_8), codec.id(), 1), DataJob.class));

        assertThat(job.timeout()).contains(Duration.ofHours(2));
        assertThat(codec.decode(codec.encode(job, 1), DataJob.class)).isEqualTo(job);
        assertThat(run(job).status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(backend.inspector()
                        .count(JobFilter.ALL.types("data-job-watch").states(JobState.CANCELLED)))
                .as("the watch is called off when the run has ended")
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        DataJobSource east = source("east", 7);
        assertThatThrownBy(() -> DataJob.of("two words", NIGHTLY, east)).hasMessageContaining("'two words'");
        assertThatThrownBy(() -> DataJob.of("orders", NIGHTLY)).hasMessageContaining("0 sources");
        assertThatThrownBy(() -> DataJob.of("orders", NIGHTLY, east, east)).hasMessageContaining("'east'");
        assertThatThrownBy(() -> source("", 7)).hasMessageContaining("''");
        DataJob job = DataJob.of("orders", NIGHTLY, east);
        assertThatThrownBy(() -> job.timeout(Duration.ZERO)).hasMessageContaining("timeout is PT0S");
        assertThatThrownBy(() -> job.sourceTimeout(Duration.ofSeconds(-1))).hasMessageContaining("sourceTimeout");
        assertThatThrownBy(() -> job.maxRetries(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> job.describedAs("x".repeat(2_001))).hasMessageContaining("2001");
        assertThatThrownBy(() -> Notification.of(Set.of(Occasion.SUCCESS), "a@b\r\nBcc: c@d"))
                .hasMessageContaining("recipient")
                .message()
                .doesNotContain("\n");
    }
}
