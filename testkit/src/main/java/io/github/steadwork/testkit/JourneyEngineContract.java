package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.JobTimeoutException;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The way of a job from its enqueue to its result. */
abstract class JourneyEngineContract extends EngineContract {

    @Test
    void whoWaitsForAJobThatIsStoredNoMoreIsToldSo() throws Exception {
        JobEngine engine = start((params, context) -> "done");
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        assertThat(handle.await(ChronoUnit.FOREVER.getDuration())).isEqualTo("done");
        assertThat(backend.purge(JobFilter.ALL, Duration.ZERO, 10)).isEqualTo(1);

        assertThatThrownBy(() -> handle.await(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stored no more");
    }

    @Test
    void aJobRunsAndWhoeverWaitsIsGivenItsResult() throws Exception {
        JobEngine engine = start((params, context) -> params.text().toUpperCase(java.util.Locale.ROOT));

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("hello"));

        assertThat(handle.await(SOON)).isEqualTo("HELLO");
        JobRecord job = handle.find().orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.counters().attempt()).isEqualTo(1);
        assertThat(job.finishedAt()).isPresent();
    }

    @Test
    void aJobWithoutResultGivesNull() throws Exception {
        JobEngine engine = start((params, context) -> null);

        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isNull();
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
                    engine.jobs().enqueue(SHOUT, new Text(name + i));
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
            requests.add(JobRequest.of(SHOUT, new Text("n" + i)));
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
                engine.jobs().enqueue(JobRequest.of(SHOUT, new Text("late")).delay(Duration.ofMillis(400)));
        JobHandle<String> early = engine.jobs().enqueue(SHOUT, new Text("early"));
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
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThatThrownBy(() -> handle.await(Duration.ofMillis(50)))
                .isInstanceOf(JobTimeoutException.class)
                .hasMessageContaining(handle.id().toString());
        never.countDown();
    }
}
