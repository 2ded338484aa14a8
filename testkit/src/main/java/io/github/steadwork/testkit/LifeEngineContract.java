package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.JobTimeoutException;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How an engine starts, rests and ends. */
abstract class LifeEngineContract extends EngineContract {

    @Test
    void aPausedQueueRestsUntilItIsResumed() throws Exception {
        JobEngine engine = start((params, context) -> "ran");
        engine.jobs().pause("default");

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
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
        JobHandle<String> started = engine.jobs().enqueue(SHOUT, new Text("started"));
        running.await();
        JobHandle<String> waiting = engine.jobs().enqueue(SHOUT, new Text("waiting"));

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
    void anInterruptedThreadClosesAllTheSameAndGivesNoGrace() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start(config().set(JobSetting.SHUTDOWN_GRACE, "1h"), (params, context) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        running.await();

        Thread.currentThread().interrupt();
        engine.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(handle.state()).isEqualTo(JobState.QUEUED);
        assertThat(backend.workers().list()).isEmpty();
        assertThat(events(JobEvent.EngineStopped.class)).hasSize(1);
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
            requests.add(JobRequest.of(SHOUT, new Text(i == quick / 2 ? "stop" : "go")));
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
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
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
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        running.await();

        engine.close();

        assertThat(handle.state()).isEqualTo(JobState.QUEUED);
        assertThat(events(JobEvent.InterruptIgnored.class)).hasSize(1);
        release.countDown();
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
        JobEngine engine = built(builder(config()).register(SHOUT, (params, context) -> {
            assertThat(Thread.currentThread()).isSameAs(here);
            return params.text();
        }));
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        engine.jobs().enqueue(SHOUT, new Text("y"));

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

        engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON);

        assertThat(virtual[0]).isEqualTo(Runtime.version().feature() >= 21);
    }
}
