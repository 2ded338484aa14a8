package io.github.steadwork.scheduler.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.testkit.BackendTime;
import io.github.steadwork.testkit.TestedBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How pipelines take turns, on whatever backend. Each look sees a later time, so tests move it on a little where that counts. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class OrchestratorContract {

    /** What the work is given: the name of its pipeline. */
    record Work(String name) {}

    private static final JobType<Work, Void> TYPE = JobType.of("work", Work.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Queue<JobEvent> events = new ConcurrentLinkedQueue<>();
    private final List<String> done = new ArrayList<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private Consumer<JobContext> work = context -> {};
    private QueueBackend backend;
    private BackendTime time;
    private JobEngine engine;
    private Orchestrator orchestrator;

    /** A fresh, empty backend. It is closed after the test. */
    protected abstract TestedBackend open();

    @BeforeEach
    void openBackend() {
        TestedBackend tested = open();
        backend = tested.queue();
        time = tested.time();
        engine = engine(JobConfig.DEFAULT);
    }

    @AfterEach
    void closeBackend() {
        engine.close();
        backend.close();
    }

    private JobEngine engine(JobConfig config) {
        return JobEngine.builder()
                .queue(backend)
                .config(config)
                .listener(events::add)
                .register(TYPE, this::work)
                .register(new MaintenanceJob(backend))
                .build();
    }

    private @Nullable Void work(Work params, JobContext context) {
        synchronized (done) {
            done.add(params.name);
        }
        assertThat(atWork.incrementAndGet()).as("at work at the same time").isEqualTo(1);
        try {
            work.accept(context);
        } finally {
            atWork.decrementAndGet();
        }
        return null;
    }

    private static Pipeline pipeline(String name) {
        return Pipeline.of(name, JobRequest.of(TYPE, new Work(name)));
    }

    private void orchestrate(Pipeline... pipelines) {
        Orchestrator.Builder builder = Orchestrator.on(engine);
        List.of(pipelines).forEach(builder::pipeline);
        orchestrator = builder.build();
    }

    /** A look, the work that came of it, and a look at what became of that. */
    private void turn() {
        orchestrator.advance();
        engine.runDue();
        orchestrator.advance();
    }

    private PipelineStatus status(String name) {
        return orchestrator.status(name).status();
    }

    private List<String> moves(String name) {
        return events.stream()
                .filter(JobEvent.PipelineMoved.class::isInstance)
                .map(JobEvent.PipelineMoved.class::cast)
                .filter(moved -> moved.pipeline().equals(name))
                .map(moved -> moved.to())
                .toList();
    }

    // ---- turns

    @Test
    void pipelinesTakeTurnsOneAtATimeInTheirOrder() {
        orchestrate(
                pipeline("c").order(1), pipeline("b").order(2), pipeline("a").order(3));
        assertThat(status("a")).isEqualTo(PipelineStatus.NOT_STARTED);

        orchestrator.advance();
        assertThat(orchestrator.status().counts())
                .containsEntry(PipelineStatus.RUNNING, 1)
                .containsEntry(PipelineStatus.PENDING, 2)
                .containsEntry(PipelineStatus.PAUSED, 0);
        assertThat(orchestrator.status().running())
                .singleElement()
                .extracting(PipelineView::name)
                .isEqualTo("c");
        for (int i = 0; i < 3; i++) {
            turn();
        }

        assertThat(done).containsExactly("c", "b", "a");
        assertThat(orchestrator.status().counts()).containsEntry(PipelineStatus.FINISHED, 3);
        assertThat(moves("c")).containsExactly("RUNNING", "FINISHED");
        assertThat(moves("a")).containsExactly("PENDING", "RUNNING", "FINISHED");
    }

    @Test
    void aPipelineIsDueAgainAfterItsInterval() {
        orchestrate(pipeline("a").interval(Duration.ofMinutes(10)));
        turn();
        Instant next = orchestrator.status().nextRun().orElseThrow();
        assertThat(next).isEqualTo(orchestrator.status("a").since().plus(Duration.ofMinutes(10)));

        time.advance(Duration.ofMinutes(9));
        turn();
        assertThat(done).hasSize(1);
        time.advance(Duration.ofMinutes(2));
        turn();
        assertThat(done).hasSize(2);
    }

    @Test
    void theOldestPendingOneGoesFirst() {
        orchestrate(
                pipeline("a").interval(Duration.ofMinutes(10)),
                pipeline("b").interval(Duration.ofMinutes(5)),
                pipeline("long").order(-1));
        turn();
        turn();
        turn();
        done.clear();
        orchestrator.forceStart("long");
        orchestrator.advance(); // it has the turn, and keeps it while the others become due
        time.advance(Duration.ofMinutes(6));
        orchestrator.advance();
        time.advance(Duration.ofMinutes(6));
        orchestrator.advance();

        engine.runDue();
        turn();
        turn();

        assertThat(done).containsExactly("long", "b", "a");
    }

    @Test
    void aPipelineWaitsForWhatItDependsOn() {
        orchestrate(pipeline("extract").order(9), pipeline("load").dependsOn("extract"));
        work = context -> {
            if ("extract".equals(context.headers().get("pipeline")) && done.size() == 1) {
                throw new PermanentException("no source");
            }
        };
        turn();
        assertThat(done).containsExactly("extract");
        turn();
        assertThat(done).containsExactly("extract");
        assertThat(orchestrator.status("load").waitsFor()).containsExactly("extract");

        time.advance(Duration.ofMinutes(6));
        turn();
        turn();

        assertThat(done).containsExactly("extract", "extract", "load");
    }

    @Test
    void manyNodesStartNoMoreThanOne() throws Exception {
        orchestrate(pipeline("a"), pipeline("b"), pipeline("c"));
        orchestrator.forceStart();
        List<Thread> nodes = new ArrayList<>();
        ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 6; i++) {
            Thread node = new Thread(() -> {
                try {
                    for (int look = 0; look < 5; look++) {
                        orchestrator.advance();
                    }
                } catch (Throwable error) {
                    errors.add(error);
                }
            });
            nodes.add(node);
            node.start();
        }
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(errors).isEmpty();
        assertThat(orchestrator.status().running()).hasSize(1);
        assertThat(backend.inspector().count(JobFilter.ALL)).isEqualTo(1);
        assertThat(events).noneMatch(JobEvent.PipelineAlarm.class::isInstance);
    }

    @Test
    void asManyRunAtOnceAsMay() {
        orchestrator = Orchestrator.on(engine)
                .pipeline(pipeline("a"))
                .pipeline(pipeline("b"))
                .pipeline(pipeline("c"))
                .atOnce(2)
                .build();

        orchestrator.advance();

        assertThat(orchestrator.status().running()).hasSize(2);
    }

    @Test
    void aStartedOrchestratorMovesOnByItself() throws Exception {
        CountDownLatch ran = new CountDownLatch(2);
        work = context -> ran.countDown();
        try (Orchestrator started = Orchestrator.on(engine)
                .pipeline(pipeline("a"))
                .pipeline(pipeline("b").dependsOn("a"))
                .pollInterval(Duration.ofMillis(20))
                .start()) {
            engine.start();

            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(started.status("a").status()).isEqualTo(PipelineStatus.FINISHED);
        }
    }

    @Test
    void anOrchestratorThatIsSwitchedOffCanStillBeAsked() {
        JobEngine off = engine(
                JobConfig.builder().set(JobSetting.SCHEDULER_ENABLED, "false").build());
        try (Orchestrator passive = Orchestrator.on(off).pipeline(pipeline("a")).start()) {
            passive.forceStart();
            assertThat(passive.status("a").status()).isEqualTo(PipelineStatus.PENDING);
        }
        off.close();
    }

    // ---- failures

    @Test
    void aFailedOneIsTriedAgainSoonAndThenStaysFailed() {
        orchestrate(pipeline("a").maxRetries(1).fastRecovery(Duration.ofMinutes(2)));
        work = context -> {
            throw new PermanentException("no source");
        };

        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.FAILED);
        assertThat(orchestrator.status("a").message()).contains("no source");
        time.advance(MINUTE);
        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(done).hasSize(1);
        time.advance(MINUTE.multipliedBy(2));
        turn();
        assertThat(done).hasSize(2);
        time.advance(Duration.ofDays(1));
        turn();

        assertThat(status("a")).isEqualTo(PipelineStatus.FAILED);
        assertThat(done).hasSize(2);
        assertThat(orchestrator.status("a").nextRun()).isEmpty();
        assertThat(moves("a")).containsExactly("RUNNING", "FAILED", "PENDING", "RUNNING", "FAILED");
    }

    @Test
    void maintenanceTakesUpWhatHasFailedAndDeletesOldRuns() {
        orchestrate(pipeline("a").maxRetries(0), MaintenanceJob.pipeline(Duration.ofHours(1), Duration.ofHours(2)));
        work = context -> {
            throw new PermanentException("no source");
        };
        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.FAILED);
        work = context -> {};

        turn();
        turn();

        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(status("maintenance")).isEqualTo(PipelineStatus.FINISHED);
        time.advance(Duration.ofHours(3));
        long before = backend.inspector().count(JobFilter.ALL);
        turn();
        turn();
        assertThat(backend.inspector().count(JobFilter.ALL))
                .as("two old ones, two new ones")
                .isEqualTo(before);
    }

    @Test
    void oneWhoseWorkerIsGoneIsRecovered() {
        orchestrate(pipeline("a"));
        orchestrator.advance();
        dieWithTheJob();

        orchestrator.advance();
        orchestrator.advance();

        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(orchestrator.status("a").message()).contains("died");
        assertThat(orchestrator.status("a").retries()).isEqualTo(1);
        time.advance(Duration.ofMinutes(6));
        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(done).hasSize(1);
    }

    /** A worker claims what there is, and is never heard of again. */
    private void dieWithTheJob() {
        WorkerId worker = new WorkerId("doomed", 1);
        backend.workers()
                .register(new WorkerRecord(
                        worker,
                        "host",
                        1,
                        "1.0",
                        1,
                        List.of("default"),
                        Set.of(),
                        WorkerState.ONLINE,
                        Instant.EPOCH,
                        Instant.EPOCH));
        assertThat(backend.claim(new ClaimRequest(worker, 7, List.of("default"), Set.of("work"), 1, 1))
                        .claims())
                .hasSize(1);
        time.advance(Duration.ofMinutes(10));
        assertThat(backend.reclaim(new ReclaimRule(Duration.ofMinutes(5), 3, 10)))
                .hasSize(1);
    }

    @Test
    void oneThatIsStuckIsCancelledFirstAndHasItsTurnUntilThatIsDone() {
        orchestrate(
                pipeline("a").stuckAfter(Duration.ofMinutes(30)), pipeline("b").order(1));
        boolean[] seen = {false};
        work = context -> {
            if (done.size() == 1) {
                time.advance(Duration.ofMinutes(31));
                orchestrator.advance();
                assertThat(status("a")).isEqualTo(PipelineStatus.RUNNING);
                assertThat(status("b")).isEqualTo(PipelineStatus.PENDING);
                assertThat(backend.inspector()
                                .find(context.id())
                                .orElseThrow()
                                .lease()
                                .orElseThrow()
                                .cancelReason())
                        .isPresent();
                seen[0] = true;
                throw context.cancel("as I was asked");
            }
        };

        orchestrator.advance();
        engine.runNext();
        orchestrator.advance();

        assertThat(seen[0]).isTrue();
        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(orchestrator.status("a").message()).contains("longer than PT30M");
        assertThat(status("b")).isEqualTo(PipelineStatus.RUNNING);
    }

    @Test
    void aRunOutOfTurnRaisesAnAlarm() {
        orchestrate(pipeline("a").maxRetries(0));
        work = context -> {
            throw new PermanentException("no source");
        };
        turn();
        backend.redrive(JobFilter.ALL.states(JobState.FAILED), JobChange.NONE, 1);
        time.advance(MINUTE);
        work = context -> orchestrator.advance();

        engine.runDue();

        assertThat(events)
                .filteredOn(JobEvent.PipelineAlarm.class::isInstance)
                .singleElement()
                .satisfies(alarm ->
                        assertThat(((JobEvent.PipelineAlarm) alarm).what()).contains("'a' runs out of turn"));
    }

    // ---- what operators do

    @Test
    void aForcedStartGoesFirstWhateverItDependsOn() {
        orchestrate(pipeline("a"), pipeline("b"), pipeline("c").dependsOn("a", "b"));

        orchestrator.forceStart("c");
        turn();

        assertThat(done).containsExactly("c");
    }

    @Test
    void aForcedStartOfAllWaitsForNoInterval() {
        orchestrate(pipeline("a"), pipeline("b"));
        turn();
        turn();
        turn();
        assertThat(done).hasSize(2);

        orchestrator.forceStart();
        turn();
        turn();

        assertThat(done).hasSize(4);
    }

    @Test
    void aStoppedRunIsOverAndItsMessageIsKept() {
        orchestrate(pipeline("a"));
        stopWhileAtWork("enough");

        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(orchestrator.status("a").message()).isEqualTo("enough");
        PipelineMetrics metrics = orchestrator.status("a").metrics();
        assertThat(metrics.executions()).isEqualTo(1);
        assertThat(metrics.successes()).isZero();
        time.advance(Duration.ofMinutes(61));
        turn();
        assertThat(done).as("begins anew").hasSize(2);
    }

    @Test
    void aRunThatIsStoppedWithACheckpointGoesOnFromThere() {
        orchestrate(pipeline("a").onStop(StopPolicy.CHECKPOINT).fastRecovery(MINUTE));
        stopWhileAtWork("a moment");
        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(orchestrator.status("a").retries()).isEqualTo(1);

        List<String> checkpoints = new ArrayList<>();
        work = context -> checkpoints.add(context.checkpoint(String.class).orElse("none"));
        time.advance(MINUTE.multipliedBy(2));
        turn();

        assertThat(checkpoints).containsExactly("half way");
        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(orchestrator.status("a").retries()).isZero();
        time.advance(Duration.ofMinutes(61));
        turn();
        assertThat(checkpoints).containsExactly("half way", "none");
    }

    private void stopWhileAtWork(String why) {
        work = context -> {
            if (done.size() == 1) {
                context.saveCheckpoint("half way");
                orchestrator.stop("a", why);
                assertThat(status("a")).isEqualTo(PipelineStatus.RUNNING);
                throw context.cancel("as I was asked");
            }
        };
        turn();
    }

    @Test
    void aPausedPipelineHasNoTurnUntilItIsUnpaused() {
        orchestrate(pipeline("a"), pipeline("b").order(1));

        orchestrator.pause("b", "no source today");
        orchestrator.advance();
        assertThat(orchestrator.status("b").message()).isEqualTo("no source today");
        assertThatThrownBy(() -> orchestrator.pause("a", "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> orchestrator.forceStart("b")).isInstanceOf(IllegalStateException.class);
        orchestrator.unpause("b");
        assertThat(status("b")).as("while another one runs").isEqualTo(PipelineStatus.FINISHED);
        turn();
        orchestrator.pause("b", "");
        orchestrator.unpause("b");
        assertThat(status("b")).isEqualTo(PipelineStatus.PENDING);
        turn();

        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void whatCannotBeIsRefused() {
        orchestrate(pipeline("a"));
        assertThatThrownBy(() -> orchestrator.stop("a", "why not")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> orchestrator.stop("z", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pipeline("a").interval(Duration.ofSeconds(59))).hasMessageContaining("PT59S");
        assertThatThrownBy(() -> pipeline("a").interval(Duration.ofHours(25))).hasMessageContaining("PT25H");
        assertThatThrownBy(() -> pipeline("a b")).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> orchestrate(pipeline("a").dependsOn("z"))).hasMessageContaining("'z'");
        assertThatThrownBy(() ->
                        orchestrate(pipeline("a").dependsOn("b"), pipeline("b").dependsOn("a")))
                .hasMessageContaining("itself");
        assertThatThrownBy(() ->
                        Pipeline.of("a", JobRequest.of(TYPE, new Work("a")).delay(MINUTE)))
                .hasMessageContaining("due time");
    }

    @Test
    void metricsCountWhatHasBecomeOfRuns() {
        orchestrate(pipeline("a").interval(MINUTE));
        for (int i = 0; i < 30; i++) {
            boolean fails = i % 3 == 0;
            work = context -> {
                if (fails) {
                    throw new PermanentException("no source");
                }
            };
            orchestrator.forceStart("a");
            turn();
            time.advance(Duration.ofMinutes(61));
        }

        PipelineMetrics metrics = orchestrator.status("a").metrics();
        assertThat(metrics.executions()).isEqualTo(30);
        assertThat(metrics.failures()).isEqualTo(10);
        PipelineMetrics.Hour lastDay = metrics.lastDay(orchestrator.status().at());
        assertThat(lastDay.successes() + lastDay.failures()).isBetween(23L, 25L);
        assertThat(metrics.hours()).hasSizeLessThan(28);
        assertThat(metrics.averageTime()).isLessThan(MINUTE);
    }
}
