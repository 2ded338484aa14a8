package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobQueueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Engines beside others, and on a backend that fails. */
abstract class OutageEngineContract extends EngineContract {

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

        JobHandle<String> a = first.jobs().enqueue(SHOUT, new Text("a"));
        JobHandle<String> b = second.jobs().enqueue(SHOUT, new Text("b"));
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
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
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
            requests.add(JobRequest.of(SHOUT, new Text("n" + i)));
        }

        for (JobRequest<Text, String> request : requests) {
            enqueueUntilItIsStored(engine, request);
        }
        for (JobRequest<Text, String> request : requests) {
            assertThat(engine.jobs().handle(request.id(), SHOUT).await(SOON))
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

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("ran");
        assertThat(handle.find().orElseThrow().counters().attempt()).isEqualTo(1);
    }

    @Test
    void anOutcomeIsStoredWhenTheBackendTakesItAgain() throws Exception {
        JobEngine engine = startBehind(UnreliableBackend.Line.losingRequests("settle", 4), (params, context) -> "ran");

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("ran");
        assertThat(handle.find().orElseThrow().counters().attempt()).isEqualTo(1);
        await(JobEvent.BackendRecovered.class);
    }

    @Test
    void anEngineOutlivesWantOfMemoryInItsOwnThreads() throws Exception {
        OutOfMemoryError exhausted = new OutOfMemoryError("as if jobs had used it up");
        JobRequest<Text, String> request = JobRequest.of(SHOUT, new Text("x"));
        JobEngine application =
                built(builder(config().set(JobSetting.WORKERS, "0")).register(SHOUT, (params, context) -> "ran"));
        JobEngine engine = startBehind(UnreliableBackend.Line.throwing(exhausted, 3), (params, context) -> "ran");

        application.jobs().enqueue(request);

        assertThat(engine.jobs().handle(request.id(), SHOUT).await(SOON)).isEqualTo("ran");
    }

    private JobEngine startBehind(UnreliableBackend.Line line, JobFunction<Text, String> work) {
        return started(builder(config().set(JobSetting.LEASE_TIME, "400ms"))
                .queue(new UnreliableBackend(backend, line))
                .register(SHOUT, work));
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
}
