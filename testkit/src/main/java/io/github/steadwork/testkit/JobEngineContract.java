package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.DuplicateJobException;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.JobTimeoutException;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.RetryNotice;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How an engine behaves on a backend, whichever it is: real threads, real time, no sleeps. A backend's test inherits it and
 * says how to open one.
 */
@Timeout(60)
public abstract class JobEngineContract {

    /** What the jobs of these tests are given. */
    public record Text(String text) {}

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final RetryPolicy AT_ONCE =
            RetryPolicy.builder().maxRetries(2).delay(Duration.ZERO).jitter(0).build();
    private static final JobType<Text, String> TYPE =
            JobType.of("shout", Text.class, String.class).with(JobOptions.DEFAULT.retry(AT_ONCE));

    private final ConcurrentLinkedQueue<JobEvent> events = new ConcurrentLinkedQueue<>();
    private final List<JobEngine> engines = new ArrayList<>();
    private QueueBackend backend = noBackend();

    /** For subclasses. */
    protected JobEngineContract() {}

    /** A fresh, empty backend that goes by real time. */
    protected abstract QueueBackend openBackend() throws Exception;

    @Nested
    final class Flowing extends FlowEngineContract {
        @Override
        protected QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Told extends HistoryEngineContract {
        @Override
        protected QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @Nested
    final class Working extends WorkerEngineContract {
        @Override
        protected QueueBackend openBackend() throws Exception {
            return JobEngineContract.this.openBackend();
        }
    }

    @SuppressWarnings("NullAway") // set before each test
    private static QueueBackend noBackend() {
        return null;
    }

    @BeforeEach
    void open() throws Exception {
        backend = openBackend();
    }

    @AfterEach
    void close() {
        engines.forEach(JobEngine::close);
        backend.close();
    }

    // ---- the way of a job

    @Test
    void aJobRunsAndWhoeverWaitsIsGivenItsResult() throws Exception {
        JobEngine engine = start((params, context) -> params.text().toUpperCase(java.util.Locale.ROOT));

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("hello"));

        assertThat(handle.await(SOON)).isEqualTo("HELLO");
        JobRecord job = handle.find().orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.counters().attempt()).isEqualTo(1);
        assertThat(job.finishedAt()).isPresent();
    }

    @Test
    void aJobWithoutResultGivesNull() throws Exception {
        JobEngine engine = start((params, context) -> null);

        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isNull();
    }

    @Test
    void thousandsOfJobsFromManyThreadsEachRunOnce() throws Exception {
        int producers = 4;
        int each = 2_500;
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(producers * each);
        JobEngine engine = start((params, context) -> {
            seen.add(params.text());
            runs.incrementAndGet();
            all.countDown();
            return null;
        });

        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            String name = "p" + p + "-";
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    engine.jobs().enqueue(TYPE, new Text(name + i));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        engine.close();
        assertThat(seen).hasSize(producers * each);
        assertThat(runs).hasValue(producers * each);
        assertThat(engine.jobs().count(JobFilter.ALL.states(JobState.SUCCEEDED)))
                .isEqualTo((long) producers * each);
    }

    @Test
    void jobsEnqueuedTogetherAllRun() throws Exception {
        JobEngine engine = start((params, context) -> params.text());
        List<JobRequest<Text, String>> requests = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            requests.add(JobRequest.of(TYPE, new Text("n" + i)));
        }

        List<JobHandle<?>> handles = engine.jobs().enqueueAll(requests);

        assertThat(handles).hasSize(500);
        for (int i = 0; i < 500; i++) {
            assertThat(handles.get(i).id()).isEqualTo(requests.get(i).id());
            assertThat(handles.get(i).await(SOON)).isEqualTo("n" + i);
        }
    }

    @Test
    void aDelayedJobDoesNotRunBeforeItsTime() throws Exception {
        AtomicInteger order = new AtomicInteger();
        List<String> ran = java.util.Collections.synchronizedList(new ArrayList<>());
        JobEngine engine = start((params, context) -> {
            ran.add(params.text());
            order.incrementAndGet();
            return null;
        });

        JobHandle<String> late =
                engine.jobs().enqueue(JobRequest.of(TYPE, new Text("late")).delay(Duration.ofMillis(400)));
        JobHandle<String> early = engine.jobs().enqueue(TYPE, new Text("early"));
        early.await(SOON);
        late.await(SOON);

        assertThat(ran).containsExactly("early", "late");
    }

    @Test
    void waitingForAJobThatTakesTooLongEndsWithAnError() {
        CountDownLatch never = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            never.await();
            return null;
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThatThrownBy(() -> handle.await(Duration.ofMillis(50)))
                .isInstanceOf(JobTimeoutException.class)
                .hasMessageContaining(handle.id().toString());
        never.countDown();
    }

    // ---- errors and retries

    @Test
    void aFailedAttemptIsRetriedUntilItSucceeds() throws Exception {
        JobEngine engine = start((params, context) -> {
            if (context.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
            return "third time";
        });

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("third time");
        assertThat(handle.find().orElseThrow().counters().retriesUsed()).isEqualTo(2);
    }

    @Test
    void aJobThatIsOutOfRetriesHasFailedWithItsLastError() {
        JobEngine engine = start((params, context) -> {
            throw new IllegalStateException("attempt " + context.attempt());
        });

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("attempt 3");
        JobRecord job = handle.find().orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error().orElseThrow().stack()).contains("JobEngineContract");
        assertThat(backend.inspector().attempts(job.id())).hasSize(3);
    }

    @Test
    void aPermanentErrorIsNotRetried() {
        AtomicInteger attempts = new AtomicInteger();
        JobEngine engine = start((params, context) -> {
            attempts.incrementAndGet();
            throw new PermanentException("no such customer");
        });

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON)).hasMessageContaining("no such customer");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aRequestMayAllowFewerRetriesThanItsType() {
        AtomicInteger attempts = new AtomicInteger();
        JobEngine engine = start((params, context) -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        });

        JobHandle<String> handle =
                engine.jobs().enqueue(JobRequest.of(TYPE, new Text("x")).maxRetries(0));

        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void errorsOfTheJvmEndTheAttemptAndNotTheWorker() throws Exception {
        JobEngine engine = start(config().set(JobSetting.WORKERS, "1"), (params, context) -> switch (params.text()) {
            case "stack" -> overflow(0);
            case "memory" -> throw new OutOfMemoryError("pretended");
            case "linkage" -> throw new NoClassDefFoundError("pretended");
            default -> "alive";
        });

        JobHandle<String> stack =
                engine.jobs().enqueue(JobRequest.of(TYPE, new Text("stack")).maxRetries(0));
        JobHandle<String> memory =
                engine.jobs().enqueue(JobRequest.of(TYPE, new Text("memory")).maxRetries(0));
        JobHandle<String> linkage =
                engine.jobs().enqueue(JobRequest.of(TYPE, new Text("linkage")).maxRetries(0));

        assertThatThrownBy(() -> stack.await(SOON)).hasMessageContaining("StackOverflowError");
        assertThatThrownBy(() -> memory.await(SOON)).hasMessageContaining("OutOfMemoryError");
        assertThatThrownBy(() -> linkage.await(SOON)).hasMessageContaining("NoClassDefFoundError");
        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isEqualTo("alive");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static String overflow(int depth) {
        return overflow(depth + 1) + depth;
    }

    @Test
    void aFailedJobCanBeRedriven() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        JobEngine engine = start((params, context) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new PermanentException("first");
            }
            return "second";
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);

        assertThat(engine.jobs().redrive(JobFilter.id(handle.id()), JobChange.NONE))
                .isEqualTo(1);

        assertThat(handle.await(SOON)).isEqualTo("second");
    }

    // ---- hooks and listeners

    private static final class Hooked extends BaseJob<Text, String> {

        private final List<String> calls = java.util.Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch ended = new CountDownLatch(1);
        private final boolean hooksThrow;

        Hooked(boolean hooksThrow) {
            super(TYPE);
            this.hooksThrow = hooksThrow;
        }

        @Override
        protected String execute(Text params, JobContext context) {
            calls.add("execute " + context.attempt());
            if (params.text().equals("fail") || (params.text().equals("retry") && context.attempt() == 1)) {
                throw new IllegalStateException("error " + context.attempt());
            }
            return "done";
        }

        private void call(String what) {
            calls.add(what);
            if (hooksThrow) {
                throw new IllegalStateException("from the hook");
            }
        }

        @Override
        protected void onStart(Text params, JobContext context) {
            call("onStart " + context.attempt());
        }

        @Override
        protected void onSuccess(Text params, @Nullable String result, JobContext context) {
            ended.countDown();
            call("onSuccess " + result);
        }

        @Override
        protected void onFailure(Text params, Throwable error, JobContext context) {
            ended.countDown();
            call("onFailure " + error.getMessage());
        }

        @Override
        protected void onRetry(Text params, RetryNotice notice, JobContext context) {
            call("onRetry " + notice.retry() + " after " + notice.delay().toMillis() + " ms: "
                    + notice.error().getMessage());
        }
    }

    @Test
    void hooksOfASuccessAreCalledAfterItIsStored() throws Exception {
        Hooked job = new Hooked(false);
        JobEngine engine = start(config(), job);

        engine.jobs().enqueue(TYPE, new Text("retry")).await(SOON);
        assertThat(job.ended.await(10, TimeUnit.SECONDS)).isTrue();
        engine.close();

        assertThat(job.calls)
                .containsExactlyInAnyOrder(
                        "onStart 1",
                        "execute 1",
                        "onRetry 1 after 0 ms: error 1",
                        "onStart 2",
                        "execute 2",
                        "onSuccess done");
    }

    @Test
    void theHookOfAFailureIsCalledOnceAfterTheLastAttempt() throws Exception {
        Hooked job = new Hooked(false);
        JobEngine engine = start(config(), job);

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("fail"));
        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(job.ended.await(10, TimeUnit.SECONDS)).isTrue();
        engine.close();

        assertThat(job.calls).filteredOn(call -> call.startsWith("onFailure")).containsExactly("onFailure error 3");
    }

    @Test
    void hooksThatThrowChangeNothingAndAreReported() throws Exception {
        Hooked job = new Hooked(true);
        JobEngine engine = start(config(), job);

        assertThat(engine.jobs().enqueue(TYPE, new Text("fine")).await(SOON)).isEqualTo("done");
        assertThat(job.ended.await(10, TimeUnit.SECONDS)).isTrue();
        engine.close();

        assertThat(events(JobEvent.HookFailed.class))
                .extracting(JobEvent.HookFailed::hook)
                .containsExactlyInAnyOrder("onStart", "onSuccess");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws Exception {
        JobEngine engine = started(builder(config())
                .listener(event -> {
                    if (!(event instanceof JobEvent.ListenerFailed)) {
                        throw new IllegalStateException("from the listener");
                    }
                })
                .register(TYPE, (params, context) -> "done"));

        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isEqualTo("done");
        engine.close();

        assertThat(events(JobEvent.ListenerFailed.class)).isNotEmpty();
        assertThat(events(JobEvent.Succeeded.class)).hasSize(1);
    }

    @Test
    void eventsOfAnAttemptComeInTheirOrder() throws Exception {
        JobEngine engine = start((params, context) -> "done");

        engine.jobs().enqueue(TYPE, new Text("x")).await(SOON);
        engine.close();

        assertThat(events(JobEvent.OfJob.class))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactlyInAnyOrder("Enqueued", "Started", "Succeeded")
                .containsSubsequence("Started", "Succeeded");
    }

    // ---- ending differently

    @Test
    void aSnoozedJobRunsAgainWithoutUsingARetry() throws Exception {
        JobEngine engine = start((params, context) -> {
            if (context.attempt() == 1) {
                throw context.snooze(Duration.ofMillis(10));
            }
            return "awake";
        });

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("awake");
        assertThat(handle.find().orElseThrow().counters()).isEqualTo(new JobRecord.Counters(2, 0, 0, 1));
    }

    @Test
    void aJobMayCallItselfOff() {
        JobEngine engine = start((params, context) -> {
            throw context.cancel("nothing to do");
        });

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        error -> assertThat(error.state()).isEqualTo(JobState.CANCELLED));
    }

    @Test
    void aQueuedJobIsCancelledAtOnce() {
        JobEngine engine = start((params, context) -> "never");
        JobHandle<String> handle =
                engine.jobs().enqueue(JobRequest.of(TYPE, new Text("x")).delay(Duration.ofHours(1)));

        assertThat(handle.cancel("not needed")).isTrue();

        assertThat(handle.state()).isEqualTo(JobState.CANCELLED);
        assertThat(handle.cancel("again")).isFalse();
    }

    @Test
    void aRunningJobThatLooksForItEndsItselfWhenItIsCancelled() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            running.countDown();
            while (true) {
                context.checkCancelled();
                Thread.onSpinWait();
            }
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        running.await();

        assertThat(handle.cancel("changed my mind")).isTrue();

        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(handle.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRunningJobThatDoesNotLookIsInterruptedAfterAGrace() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start(config().set(JobSetting.CANCEL_GRACE, "50ms"), (params, context) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        running.await();

        handle.cancel("too slow");

        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(handle.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aSuccessAfterACancelRequestIsASuccess() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            running.countDown();
            while (!context.isCancelled()) {
                Thread.onSpinWait();
            }
            return "finished all the same";
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        running.await();

        handle.cancel("too late");

        assertThat(handle.await(SOON)).isEqualTo("finished all the same");
    }

    @Test
    void aTimeoutInterruptsAndIsRecordedAsSuch() {
        JobEngine engine = start((params, context) -> {
            new CountDownLatch(1).await();
            return null;
        });

        JobHandle<String> handle = engine.jobs()
                .enqueue(JobRequest.of(TYPE, new Text("x"))
                        .timeout(Duration.ofMillis(50))
                        .maxRetries(1));

        assertThatThrownBy(() -> handle.await(SOON)).hasMessageContaining("ran longer than PT0.05S");
        assertThat(handle.find().orElseThrow().error().orElseThrow().type()).isEqualTo("timeout");
        assertThat(handle.find().orElseThrow().counters().retriesUsed()).isEqualTo(1);
    }

    @Test
    void aJobThatIgnoresItsInterruptIsGivenUpAndItsLateResultCountsForNothing() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        JobEngine engine = start(
                config().set(JobSetting.WORKERS, "1").set(JobSetting.INTERRUPT_GRACE, "50ms"), (params, context) -> {
                    if (params.text().equals("other")) {
                        return "ran in the same slot";
                    }
                    awaitUninterruptibly(release);
                    late.countDown();
                    return "too late";
                });

        JobHandle<String> stubborn = engine.jobs()
                .enqueue(JobRequest.of(TYPE, new Text("stubborn"))
                        .timeout(Duration.ofMillis(50))
                        .maxRetries(0));

        assertThatThrownBy(() -> stubborn.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(engine.jobs().enqueue(TYPE, new Text("other")).await(SOON)).isEqualTo("ran in the same slot");
        assertThat(events(JobEvent.InterruptIgnored.class)).hasSize(1);
        release.countDown();
        late.await();
        engine.close();
        assertThat(stubborn.state()).isEqualTo(JobState.FAILED);
        assertThat(events(JobEvent.Settled.class)).hasSize(2);
        assertThat(events(JobEvent.LeaseLost.class)).isEmpty();
    }

    // ---- waiting for others

    @Test
    void aJobRunsAfterItsParentsAndReadsTheirResults() throws Exception {
        JobType<Text, String> joinType = JobType.of("join", Text.class, String.class);
        JobEngine engine = started(builder(config())
                .register(TYPE, (params, context) -> params.text() + "!")
                .register(joinType, (params, context) -> String.join(params.text(), context.outputs(TYPE))));
        JobRequest<Text, String> first = JobRequest.of(TYPE, new Text("a")).delay(Duration.ofMillis(50));
        JobRequest<Text, String> second = JobRequest.of(TYPE, new Text("b"));
        JobRequest<Text, String> join = JobRequest.of(joinType, new Text("-")).after(first.id(), second.id());

        List<JobHandle<?>> handles = engine.jobs().enqueueAll(List.of(join, first, second));

        assertThat(handles.get(0).await(SOON)).isEqualTo("a!-b!");
    }

    @Test
    void aJobFailsWithItsParent() {
        JobEngine engine = start((params, context) -> {
            throw new PermanentException("the parent's error");
        });
        JobRequest<Text, String> parent = JobRequest.of(TYPE, new Text("parent"));
        JobRequest<Text, String> child = JobRequest.of(TYPE, new Text("child")).after(parent);

        List<JobHandle<?>> handles = engine.jobs().enqueueAll(List.of(parent, child));

        assertThatThrownBy(() -> handles.get(1).await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(handles.get(1).find().orElseThrow().counters().attempt()).isZero();
    }

    @Test
    void aJobMayWaitForChildrenAndGoOnFromItsCheckpoint() throws Exception {
        JobType<Text, Integer> childType = JobType.of("length", Text.class, Integer.class);
        JobEngine engine = started(builder(config())
                .register(childType, (params, context) -> params.text().length())
                .register(TYPE, (params, context) -> {
                    if (context.checkpoint(String.class).isEmpty()) {
                        context.saveCheckpoint("split");
                        throw context.waitFor(List.of(
                                JobRequest.of(childType, new Text("one")),
                                JobRequest.of(childType, new Text("three"))));
                    }
                    return context.checkpoint(String.class).orElseThrow() + context.outputs(childType);
                }));

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("split[3, 5]");
        assertThat(handle.find().orElseThrow().counters().retriesUsed()).isZero();
    }

    @Test
    void aJobThatWaitsForNoChildrenGoesOnAtOnce() throws Exception {
        JobEngine engine = start((params, context) -> {
            if (context.attempt() == 1) {
                throw context.waitFor(List.of());
            }
            return "went on";
        });

        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isEqualTo("went on");
    }

    @Test
    void aCheckpointOutlivesAFailedAttempt() throws Exception {
        JobEngine engine = start((params, context) -> {
            int done = context.checkpoint(Integer.class).orElse(0);
            if (done < 2) {
                context.saveCheckpoint(done + 1);
                throw new IllegalStateException("fell over at " + done);
            }
            return "resumed at " + done;
        });

        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isEqualTo("resumed at 2");
    }

    @Test
    void whatAJobKeepsIsThereForTheNextOneOfItsType() throws Exception {
        JobEngine engine = start((params, context) -> {
            int before = context.state("count", Integer.class).orElse(0);
            context.saveState("count", before + 1);
            context.saveState("count", before + 10);
            return "before: " + before;
        });

        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isEqualTo("before: 0");
        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isEqualTo("before: 10");
    }

    @Test
    void aJobThatWasOvertakenDoesNotOverwriteWhatTheOtherKept() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            String before = context.state("point", String.class).orElse("nothing");
            if (params.text().equals("slow") && context.attempt() == 1) {
                read.countDown();
                assertThat(overtaken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
            context.saveState("point", params.text());
            return "after " + before;
        });

        JobHandle<String> slow = engine.jobs().enqueue(TYPE, new Text("slow"));
        assertThat(read.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(engine.jobs().enqueue(TYPE, new Text("quick")).await(SOON)).isEqualTo("after nothing");
        overtaken.countDown();

        assertThat(slow.await(SOON)).isEqualTo("after quick");
        assertThat(slow.find().orElseThrow().counters().retriesUsed()).isEqualTo(1);
    }

    @Test
    void progressIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        JobEngine engine = started(builder(config())
                .listener(event -> {
                    if (event instanceof JobEvent.Progressed progressed
                            && progressed.progress().done() == 40
                            && progressed.progress().percent().orElse(0.0) == 40.0) {
                        told.countDown();
                    }
                })
                .register(TYPE, (params, context) -> {
                    context.progress().operation("counting").total(100).advance(40);
                    told.await();
                    return null;
                }));

        engine.jobs().enqueue(TYPE, new Text("x")).await(SOON);

        assertThat(told.getCount()).isZero();
    }

    // ---- bad input

    @Test
    void anUnknownTypeIsRefusedWithTheNearestName() {
        JobEngine engine = start((params, context) -> null);

        assertThatThrownBy(() -> engine.jobs().enqueue(JobType.of("shuot", Text.class), new Text("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'shuot'")
                .hasMessageContaining("'shout'");
    }

    @Test
    void aTypeThatRunsElsewhereIsStored() {
        JobType<Text, Void> foreign = JobType.of("foreign", Text.class);
        JobEngine engine = started(builder(config()).runElsewhere(foreign).register(TYPE, (params, context) -> null));

        assertThat(engine.jobs().enqueue(foreign, new Text("x")).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aPayloadThatIsTooLargeIsRefused() {
        JobEngine engine = start(config().set(JobSetting.MAX_PAYLOAD_BYTES, "100"), (params, context) -> null);

        assertThatThrownBy(() -> engine.jobs().enqueue(TYPE, new Text("x".repeat(200))))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("JOB_MAX_PAYLOAD_BYTES");
    }

    @Test
    void aResultThatIsTooLargeFailsTheJobWithTheReason() {
        JobEngine engine =
                start(config().set(JobSetting.MAX_PAYLOAD_BYTES, "100"), (params, context) -> "x".repeat(200));

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON)).hasMessageContaining("JOB_MAX_PAYLOAD_BYTES");
    }

    @Test
    void aPayloadThatCannotBeReadFailsTheJobAndNotTheWorker() throws Exception {
        JobType<List<String>, String> otherShape = listType("shout");
        JobEngine producer = built(builder(config()).register(otherShape, (params, context) -> null));
        JobHandle<String> unreadable = producer.jobs().enqueue(otherShape, List.of("not", "an", "object"));

        JobEngine engine = start(config().set(JobSetting.WORKERS, "1"), (params, context) -> "read");

        assertThatThrownBy(() -> engine.jobs().handle(unreadable.id(), TYPE).await(SOON))
                .hasMessageContaining("cannot read");
        assertThat(engine.jobs().enqueue(TYPE, new Text("x")).await(SOON)).isEqualTo("read");
    }

    @SuppressWarnings("unchecked")
    private static JobType<List<String>, String> listType(String name) {
        return JobType.of(name, (Class<List<String>>) (Class<?>) List.class, String.class);
    }

    @Test
    void aRefusedDuplicateNamesTheEarlierJob() {
        JobEngine engine = start((params, context) -> null);
        UniqueRule refuse = UniqueRule.whileUnfinished("k").onConflict(UniqueRule.OnConflict.REFUSE);
        JobHandle<String> first = engine.jobs()
                .enqueue(JobRequest.of(TYPE, new Text("1"))
                        .delay(Duration.ofHours(1))
                        .unique(refuse));

        assertThatThrownBy(() ->
                        engine.jobs().enqueue(JobRequest.of(TYPE, new Text("2")).unique(refuse)))
                .isInstanceOfSatisfying(
                        DuplicateJobException.class,
                        error -> assertThat(error.earlier()).isEqualTo(first.id()));
        JobHandle<String> kept =
                engine.jobs().enqueue(JobRequest.of(TYPE, new Text("3")).unique("k"));
        assertThat(kept.id()).isEqualTo(first.id());
        assertThat(kept.enqueued()).isEqualTo(EnqueueReceipt.Result.KEPT_EARLIER);
    }

    // ---- queues, engines, shutdown

    @Test
    void aPausedQueueRestsUntilItIsResumed() throws Exception {
        JobEngine engine = start((params, context) -> "ran");
        engine.jobs().pause("default");

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        assertThatThrownBy(() -> handle.await(Duration.ofMillis(300))).isInstanceOf(JobTimeoutException.class);
        assertThat(handle.state()).isEqualTo(JobState.QUEUED);
        engine.jobs().resume("default");

        assertThat(handle.await(SOON)).isEqualTo("ran");
    }

    @Test
    void closingGivesBackWhatHasNotEnded() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start(
                config().set(JobSetting.WORKERS, "1").set(JobSetting.SHUTDOWN_GRACE, "10ms"), (params, context) -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                    return null;
                });
        JobHandle<String> started = engine.jobs().enqueue(TYPE, new Text("started"));
        running.await();
        JobHandle<String> waiting = engine.jobs().enqueue(TYPE, new Text("waiting"));

        engine.close();

        for (JobHandle<String> handle : List.of(started, waiting)) {
            JobRecord job = handle.find().orElseThrow();
            assertThat(job.state()).isEqualTo(JobState.QUEUED);
            assertThat(job.counters().retriesUsed()).isZero();
            assertThat(job.lease()).isEmpty();
        }
        assertThat(waiting.find().orElseThrow().counters().attempt()).isZero();
        assertThat(backend.workers().list()).isEmpty();
    }

    @Test
    void closingGivesBackWhatWasClaimedAheadOfItsTime() throws Exception {
        int quick = 20_000;
        CountDownLatch stuck = new CountDownLatch(1);
        JobEngine engine = start(
                config().set(JobSetting.WORKERS, "1").set(JobSetting.SHUTDOWN_GRACE, "10ms"), (params, context) -> {
                    if (params.text().equals("stop")) {
                        stuck.countDown();
                        new CountDownLatch(1).await();
                    }
                    return null;
                });
        List<JobRequest<Text, String>> requests = new ArrayList<>();
        for (int i = 0; i < quick; i++) {
            requests.add(JobRequest.of(TYPE, new Text(i == quick / 2 ? "stop" : "go")));
        }
        engine.jobs().enqueueAll(requests);
        stuck.await();

        engine.close();

        assertThat(engine.jobs().count(JobFilter.ALL.states(JobState.SUCCEEDED)))
                .isEqualTo(quick / 2);
        assertThat(engine.jobs().count(JobFilter.ALL.states(JobState.QUEUED))).isEqualTo(quick - quick / 2);
        List<JobRecord> back =
                backend.inspector().list(JobFilter.ALL.states(JobState.QUEUED), java.util.Optional.empty(), quick);
        assertThat(back).allSatisfy(job -> assertThat(job.counters().attempt()).isLessThanOrEqualTo(1));
        assertThat(back).filteredOn(job -> job.counters().attempt() == 1).hasSize(1);
    }

    @Test
    void closingLetsARunningJobEndWithinTheGrace() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            running.countDown();
            proceed.await();
            return "finished";
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        running.await();

        Thread closer = new Thread(engine::close);
        closer.start();
        proceed.countDown();
        closer.join();

        assertThat(handle.state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void closingIsBoundedEvenIfAJobIgnoresItsInterrupt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        JobEngine engine = start(
                config().set(JobSetting.SHUTDOWN_GRACE, "10ms").set(JobSetting.INTERRUPT_GRACE, "50ms"),
                (params, context) -> {
                    running.countDown();
                    awaitUninterruptibly(release);
                    return "too late";
                });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        running.await();

        engine.close();

        assertThat(handle.state()).isEqualTo(JobState.QUEUED);
        assertThat(events(JobEvent.InterruptIgnored.class)).hasSize(1);
        release.countDown();
    }

    @Test
    void twoEnginesShareTheWork() throws Exception {
        Set<String> workers = ConcurrentHashMap.newKeySet();
        CountDownLatch bothBusy = new CountDownLatch(2);
        JobFunction<Text, String> meet = (params, context) -> {
            bothBusy.countDown();
            bothBusy.await();
            return null;
        };
        JobEngine first = start(config().set(JobSetting.WORKERS, "1").set(JobSetting.WORKER_NAME, "one"), meet);
        JobEngine second = start(config().set(JobSetting.WORKERS, "1").set(JobSetting.WORKER_NAME, "two"), meet);
        backend.workers().list().forEach(worker -> workers.add(worker.id().name()));

        JobHandle<String> a = first.jobs().enqueue(TYPE, new Text("a"));
        JobHandle<String> b = second.jobs().enqueue(TYPE, new Text("b"));
        a.await(SOON);
        b.await(SOON);

        assertThat(workers).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aWorkerThatWasTakenForDeadGoesOnAsAnother() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        JobEngine engine = start((params, context) -> {
            if (runs.incrementAndGet() == 1) {
                running.countDown();
                new CountDownLatch(1).await();
            }
            return "second life";
        });
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        running.await();
        var before = engine.worker();

        backend.workers().leave(before);

        assertThat(handle.await(SOON)).isEqualTo("second life");
        JobEvent.WorkerReplaced replaced = await(JobEvent.WorkerReplaced.class);
        assertThat(replaced.before()).isEqualTo(before);
        assertThat(engine.worker()).isEqualTo(replaced.worker()).isNotEqualTo(before);
    }

    @Test
    void everyJobEndsOnABackendThatLosesRequestsAndReplies() throws Exception {
        int jobs = 200;
        Set<String> done = ConcurrentHashMap.newKeySet();
        JobEngine engine = startBehind(UnreliableBackend.Line.random(20_261_122, 0.1), (params, context) -> {
            done.add(params.text());
            return params.text();
        });
        List<JobRequest<Text, String>> requests = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            requests.add(JobRequest.of(TYPE, new Text("n" + i)));
        }

        for (JobRequest<Text, String> request : requests) {
            enqueueUntilItIsStored(engine, request);
        }
        for (JobRequest<Text, String> request : requests) {
            assertThat(engine.jobs().handle(request.id(), TYPE).await(SOON))
                    .isEqualTo(request.payload().text());
        }

        assertThat(done).hasSize(jobs);
        assertThat(engine.jobs().count(JobFilter.ALL)).isEqualTo(jobs);
        assertThat(events(JobEvent.BackendFailed.class))
                .extracting(JobEvent.BackendFailed::verb)
                .contains("claim")
                .containsAnyOf(
                        "settle", "release"); // whichever settled first, for claims whose reply is lost are given back
    }

    @Test
    void aClaimWhoseReplyIsLostIsGivenBackAndRun() throws Exception {
        JobEngine engine = startBehind(UnreliableBackend.Line.losingTheFirstClaim(), (params, context) -> "ran");

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("ran");
        assertThat(handle.find().orElseThrow().counters().attempt()).isEqualTo(1);
    }

    @Test
    void anOutcomeIsStoredWhenTheBackendTakesItAgain() throws Exception {
        JobEngine engine = startBehind(UnreliableBackend.Line.losingRequests("settle", 4), (params, context) -> "ran");

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("ran");
        assertThat(handle.find().orElseThrow().counters().attempt()).isEqualTo(1);
        await(JobEvent.BackendRecovered.class);
    }

    @Test
    void anEngineOutlivesWantOfMemoryInItsOwnThreads() throws Exception {
        OutOfMemoryError exhausted = new OutOfMemoryError("as if jobs had used it up");
        JobRequest<Text, String> request = JobRequest.of(TYPE, new Text("x"));
        JobEngine application =
                built(builder(config().set(JobSetting.WORKERS, "0")).register(TYPE, (params, context) -> "ran"));
        JobEngine engine = startBehind(UnreliableBackend.Line.throwing(exhausted, 3), (params, context) -> "ran");

        application.jobs().enqueue(request);

        assertThat(engine.jobs().handle(request.id(), TYPE).await(SOON)).isEqualTo("ran");
    }

    private JobEngine startBehind(UnreliableBackend.Line line, JobFunction<Text, String> work) {
        return started(JobEngine.builder()
                .config(config().set(JobSetting.LEASE_TIME, "400ms").build())
                .queue(new UnreliableBackend(backend, line))
                .listener(this::note)
                .register(TYPE, work));
    }

    private static void enqueueUntilItIsStored(JobEngine engine, JobRequest<Text, String> request) {
        boolean stored = false;
        while (!stored) {
            try {
                engine.jobs().enqueue(request);
                stored = true;
            } catch (JobQueueException lost) {
                // again: the same request has one effect
            }
        }
    }

    @Test
    void anEngineCannotBeStartedTwiceNorAfterItsEnd() {
        JobEngine engine = start((params, context) -> null);

        assertThatThrownBy(engine::start).isInstanceOf(IllegalStateException.class);
        engine.close();
        engine.close();
        assertThatThrownBy(engine::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CLOSED");
    }

    @Test
    void whatIsDueCanBeRunOnTheCallersThread() {
        Thread here = Thread.currentThread();
        JobEngine engine = built(builder(config()).register(TYPE, (params, context) -> {
            assertThat(Thread.currentThread()).isSameAs(here);
            return params.text();
        }));
        JobHandle<String> handle = engine.jobs().enqueue(TYPE, new Text("x"));
        engine.jobs().enqueue(TYPE, new Text("y"));

        assertThat(engine.runNext()).isTrue();
        assertThat(handle.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(engine.runDue()).isEqualTo(1);
        assertThat(engine.runNext()).isFalse();
    }

    @Test
    void jobsRunOnVirtualThreadsWhereTheJdkHasThem() throws Exception {
        boolean[] virtual = new boolean[1];
        JobEngine engine = start((params, context) -> {
            virtual[0] = Thread.currentThread().toString().startsWith("VirtualThread");
            return null;
        });

        engine.jobs().enqueue(TYPE, new Text("x")).await(SOON);

        assertThat(virtual[0]).isEqualTo(Runtime.version().feature() >= 21);
    }

    // ---- helpers of these tests

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException ignored) {
                // that is what this job is for
            }
        }
    }

    private static JobConfig.Builder config() {
        return JobConfig.builder()
                .set(JobSetting.WORKERS, "4")
                .set(JobSetting.POLL_INTERVAL, "20ms")
                .set(JobSetting.LEASE_TIME, "1s");
    }

    private JobEngine start(JobFunction<Text, String> work) {
        return start(config(), work);
    }

    private JobEngine start(JobConfig.Builder config, JobFunction<Text, String> work) {
        return started(builder(config).register(TYPE, work));
    }

    private JobEngine start(JobConfig.Builder config, BaseJob<?, ?> job) {
        return started(builder(config).register(job));
    }

    private JobEngine.Builder builder(JobConfig.Builder config) {
        return JobEngine.builder().config(config.build()).queue(backend).listener(this::note);
    }

    private JobEngine started(JobEngine.Builder builder) {
        JobEngine engine = built(builder);
        engine.start();
        return engine;
    }

    private JobEngine built(JobEngine.Builder builder) {
        JobEngine engine = builder.build();
        engines.add(engine);
        return engine;
    }

    /** The first event of this kind, waited for if there is none yet. */
    private synchronized <E extends JobEvent> E await(Class<E> type) throws InterruptedException {
        while (events(type).isEmpty()) {
            wait(SOON.toMillis());
        }
        return events(type).get(0);
    }

    private synchronized void note(JobEvent event) {
        events.add(event);
        notifyAll();
    }

    private <E extends JobEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
