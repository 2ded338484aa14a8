package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.Batch;
import io.github.steadwork.engine.GroupHandle;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.JobTimeoutException;
import io.github.steadwork.engine.Workflow;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.WhenFull;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an engine behaves when jobs ask something of the flow. Part of the {@link JobEngineContract}. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class FlowEngineContract extends EngineContract {

    private static final JobType<Integer, String> TYPE = JobType.of("flow", Integer.class, String.class);

    private JobEngine engine(JobConfig.Builder config, JobFunction<Integer, String> work) {
        return started(builder(config).register(TYPE, work));
    }

    private JobEngine engine(JobFunction<Integer, String> work) {
        return engine(wide(), work);
    }

    private static JobConfig.Builder wide() {
        return config().set(JobSetting.WORKERS, "8");
    }

    @Test
    void noMoreJobsRunAtATimeThanTheirLimitAllows() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        JobFunction<Integer, String> work = (number, context) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            running.decrementAndGet();
            return "done";
        };
        JobEngine engine = engine(work);
        engine(wide().set(JobSetting.WORKER_NAME, "second"), work);
        JobType<Integer, String> limited = TYPE.with(JobOptions.DEFAULT.limit(Limit.ofType(2)));
        List<JobRequest<?, ?>> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.add(JobRequest.of(limited, i));
        }

        for (JobHandle<?> handle : engine.jobs().enqueueAll(requests)) {
            handle.await(SOON);
        }

        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void aPlaceThatIsFreeIsToldToTheOthers() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        JobType<Integer, String> other = JobType.of("other-flow", Integer.class, String.class);
        JobConfig.Builder patient = wide().set(JobSetting.POLL_INTERVAL, "1h");
        JobEngine one = engine(patient, (number, context) -> {
            end.await();
            return "done";
        });
        JobEngine two = started(
                builder(patient.set(JobSetting.WORKER_NAME, "second")).register(other, (number, context) -> "done"));
        Limit limit = Limit.ofKey("place", 1);
        JobHandle<String> first = one.jobs().enqueue(JobRequest.of(TYPE, 1).limit(limit));
        while (first.state() != JobState.RUNNING) {
            Thread.onSpinWait();
        }
        JobHandle<String> second = two.jobs().enqueue(JobRequest.of(other, 2).limit(limit));
        assertThatThrownBy(() -> second.await(Duration.ofMillis(200))).isInstanceOf(JobTimeoutException.class);

        end.countDown();

        assertThat(second.await(SOON)).isEqualTo("done");
    }

    @Test
    void aLimitMayFollowFromThePayload() throws Exception {
        JobEngine engine = engine((number, context) -> "done");
        JobType<Integer, String> perKey =
                TYPE.limitedBy(number -> Limit.ofKey("key-" + number, 1)).fairBy(number -> "tenant-" + number);

        JobHandle<String> handle = engine.jobs().enqueue(perKey, 7);

        handle.await(SOON);
        JobRecord job = handle.find().orElseThrow();
        assertThat(job.request().flow().limits()).containsExactly(Limit.ofKey("key-7", 1));
        assertThat(job.request().flow().fairKey()).contains("tenant-7");
    }

    @Test
    void aDroppedJobSaysSo() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        JobEngine engine = engine((number, context) -> {
            end.await();
            return "done";
        });
        JobType<Integer, String> one =
                TYPE.with(JobOptions.DEFAULT.limit(Limit.ofType(1).whenFull(WhenFull.DROP)));
        JobHandle<String> first = engine.jobs().enqueue(one, 1);

        JobHandle<String> second = engine.jobs().enqueue(one, 2);

        assertThat(second.enqueued()).isEqualTo(EnqueueReceipt.Result.DROPPED);
        assertThatThrownBy(() -> second.await(SOON))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("limit");
        end.countDown();
        assertThat(first.await(SOON)).isEqualTo("done");
    }

    @Test
    void aDiscardedJobHasFailedWithoutUsingARetry() {
        JobEngine engine = engine((number, context) -> {
            throw context.discard("no such customer");
        });

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 1);

        assertThatThrownBy(() -> handle.await(SOON)).hasMessageContaining("no such customer");
        JobRecord job = handle.find().orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.counters().attempt()).isEqualTo(1);
        assertThat(job.counters().retriesUsed()).isZero();
    }

    @Test
    void deadLettersAreRedrivenOrDiscardedByWhatTheyAre() {
        JobEngine engine = engine((number, context) -> {
            throw context.discard("never");
        });
        JobHandle<String> one = engine.jobs().enqueue(JobRequest.of(TYPE, 1).tags("a"));
        JobHandle<String> other = engine.jobs().enqueue(JobRequest.of(TYPE, 2).tags("b"));
        assertThatThrownBy(() -> one.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThatThrownBy(() -> other.await(SOON)).isInstanceOf(JobFailedException.class);

        assertThat(engine.jobs().discard(JobFilter.ALL.tags("a"))).isEqualTo(1);
        assertThat(engine.jobs().redrive(JobFilter.ALL, JobChange.NONE.delay(Duration.ofHours(1))))
                .isEqualTo(1);

        assertThat(one.find()).isEmpty();
        assertThat(other.state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aJobThatRequiresSomethingRunsOnAWorkerThatCanDoIt() throws Exception {
        JobEngine plain = engine((number, context) -> "plain");
        JobHandle<String> handle = plain.jobs().enqueue(JobRequest.of(TYPE, 1).requires("gpu"));
        assertThat(plain.jobs().enqueue(TYPE, 2).await(SOON)).isEqualTo("plain");
        assertThat(handle.state()).isEqualTo(JobState.QUEUED);

        engine(
                wide().set(JobSetting.CAPABILITIES, "gpu,eu").set(JobSetting.WORKER_NAME, "able"),
                (number, context) -> "able");

        assertThat(handle.await(SOON)).isEqualTo("able");
    }

    @Test
    void aJobThatCannotStartInTimeIsCancelled() {
        JobEngine engine = engine((number, context) -> "done");
        engine.jobs().pause("resting");

        JobHandle<String> handle =
                engine.jobs().enqueue(JobRequest.of(TYPE, 1).queue("resting").startWithin(Duration.ZERO));

        assertThatThrownBy(() -> handle.await(SOON))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("not started by");
        assertThat(handle.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aBatchHasOneHandleAndJobsThatFollow() throws Exception {
        JobEngine engine = engine((number, context) -> "done");
        JobRequest<Integer, String> happy = JobRequest.of(TYPE, 1_001);
        JobRequest<Integer, String> sad = JobRequest.of(TYPE, 1_002);
        JobRequest<Integer, String> always = JobRequest.of(TYPE, 1_003);
        List<JobRequest<?, ?>> members = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            members.add(JobRequest.of(TYPE, i));
        }

        GroupHandle batch = engine.jobs()
                .enqueue(Batch.named("many")
                        .add(members)
                        .onSuccess(happy)
                        .onFailure(sad)
                        .onComplete(always));

        batch.await(SOON);
        assertThat(batch.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(batch.progress().count(JobState.SUCCEEDED)).isEqualTo(200);
        assertThat(engine.jobs().handle(happy.id(), TYPE).await(SOON)).isEqualTo("done");
        assertThat(engine.jobs().handle(always.id(), TYPE).await(SOON)).isEqualTo("done");
        assertThatThrownBy(() -> engine.jobs().handle(sad.id(), TYPE).await(SOON))
                .hasMessageContaining("all parents have succeeded");
    }

    @Test
    void aWorkflowGoesOnFromItsFailedStepWhenItIsRestarted() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        JobEngine engine = engine((number, context) -> {
            ran.add(number);
            if (number == 2 && broken.get()) {
                throw context.discard("broken");
            }
            return "done";
        });
        JobRequest<Integer, String> sad = JobRequest.of(TYPE, 9);
        GroupHandle workflow = engine.jobs()
                .enqueue(Workflow.named("graph")
                        .step("last", JobRequest.of(TYPE, 4), "left", "right")
                        .step("first", JobRequest.of(TYPE, 1))
                        .step("left", JobRequest.of(TYPE, 2), "first")
                        .step("right", JobRequest.of(TYPE, 3), "first")
                        .onSuccess(JobRequest.of(TYPE, 5))
                        .onFailure(sad));
        assertThatThrownBy(() -> workflow.await(SOON)).isInstanceOf(JobFailedException.class);
        engine.jobs().handle(sad.id(), TYPE).await(SOON);
        assertThat(workflow.mermaid()).contains("left<br/>FAILED", "right<br/>SUCCEEDED", "-->");
        assertThat(ran).contains(1, 2, 3, 9).doesNotContain(4, 5);
        ran.clear();
        broken.set(false);

        assertThat(workflow.restart()).isEqualTo(2);

        workflow.await(SOON);
        assertThat(ran).startsWith(2, 4).doesNotContain(1, 3, 9);
    }

    @Test
    void aWorkflowIsCancelledAsOne() throws Exception {
        JobEngine engine = engine((number, context) -> "done");
        engine.jobs().pause("resting");
        GroupHandle workflow = engine.jobs()
                .enqueue(Workflow.named("graph")
                        .step("a", JobRequest.of(TYPE, 1).queue("resting"))
                        .step("b", JobRequest.of(TYPE, 2), "a"));

        assertThat(workflow.cancel("enough").cancelled()).isEqualTo(2);

        assertThatThrownBy(() -> workflow.await(SOON)).hasMessageContaining("2 were cancelled");
    }

    @Test
    void aWorkflowThatGoesInACircleIsRefused() {
        JobEngine engine = engine((number, context) -> "done");
        Workflow circle =
                Workflow.named("graph").step("a", JobRequest.of(TYPE, 1), "b").step("b", JobRequest.of(TYPE, 2), "a");
        Workflow unknown = Workflow.named("graph").step("a", JobRequest.of(TYPE, 1), "nowhere");

        assertThatThrownBy(() -> engine.jobs().enqueue(circle)).hasMessageContaining("circle");
        assertThatThrownBy(() -> engine.jobs().enqueue(unknown)).hasMessageContaining("no step 'nowhere'");
        assertThatThrownBy(() -> engine.jobs().enqueue(Batch.named("empty"))).hasMessageContaining("has no jobs");
    }

    @Test
    void aRestingWorkerClaimsNothingUntilItIsResumed() throws Exception {
        JobEngine engine = engine(wide().set(JobSetting.WORKER_NAME, "tired"), (number, context) -> "done");
        engine.workers().rest("tired");
        while (engine.workers().list().get(0).state() != WorkerState.MAINTENANCE) {
            Thread.onSpinWait();
        }

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 1);
        assertThatThrownBy(() -> handle.await(Duration.ofMillis(200))).isInstanceOf(JobTimeoutException.class);
        engine.workers().resume("tired");

        assertThat(handle.await(SOON)).isEqualTo("done");
    }

    @Test
    void jobsThatNoLivingWorkerCanRunAreListed() {
        JobEngine engine = engine(wide().set(JobSetting.CAPABILITIES, "gpu"), (number, context) -> "done");
        JobHandle<String> aside = engine.jobs().enqueue(JobRequest.of(TYPE, 1).queue("aside"));
        JobHandle<String> special = engine.jobs().enqueue(JobRequest.of(TYPE, 2).requires("gpu", "eu"));
        engine.jobs().enqueue(JobRequest.of(TYPE, 3).requires("gpu").delay(Duration.ofHours(1)));

        assertThat(engine.workers().unservable(10).stream().map(JobRecord::id))
                .containsExactly(special.id(), aside.id());
        assertThat(engine.workers().unservable(1)).hasSize(1);
    }
}
