package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.BreakerStatus;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.JobTimeoutException;
import io.github.steadwork.engine.Resources;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.Breaker;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How workers share work: circuit breakers, pools, guards, shedding, pre-emption, and what is done by hand. Part of the {@link JobEngineContract}. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class WorkerEngineContract extends CrewEngineContract {

    private static final Duration A_WHILE = Duration.ofMillis(200);
    private static final JobType<Integer, String> TYPE = JobType.of("worker-flow", Integer.class, String.class);
    private static final RetryPolicy NO_RETRY =
            RetryPolicy.DEFAULT.toBuilder().maxRetries(0).build();

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Circuit breakers

    @Test
    void aTypeThatFailsAgainAndAgainIsNotClaimedUntilAProbeSucceeds() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger runs = new AtomicInteger();
        JobType<Integer, String> fragile = TYPE.with(
                JobOptions.DEFAULT.retry(NO_RETRY).breaker(Breaker.after(3).pause(Duration.ofHours(1))));
        JobFunction<Integer, String> work = (number, context) -> {
            runs.incrementAndGet();
            if (down.get()) {
                throw new IllegalStateException("the service is down");
            }
            return "done";
        };
        JobEngine one = start(config("one").set(JobSetting.WORKERS, "1"), fragile, work);
        for (int i = 0; i < 3; i++) {
            JobHandle<String> handle = one.jobs().enqueue(fragile, i);
            until(() -> handle.state() == JobState.FAILED);
        }
        until(() -> !one.workers().breakers().isEmpty());
        JobEngine other = start(config("other"), fragile, work);

        BreakerStatus open = one.workers().breakers().get(0);
        assertThat(open.name()).isEqualTo("type worker-flow");
        assertThat(open.worker()).isEqualTo("one");
        assertThat(open.failures()).isEqualTo(3);
        assertThat(open.error()).contains("the service is down");
        JobHandle<String> held = other.jobs().enqueue(fragile, 4);
        assertThatThrownBy(() -> held.await(A_WHILE)).isInstanceOf(JobTimeoutException.class);
        assertThat(runs.get()).isEqualTo(3);

        down.set(false);
        other.workers().closeBreaker("type worker-flow");

        assertThat(held.await(SOON)).isEqualTo("done");
        assertThat(moves("open")).hasSize(1);
    }

    private List<JobEvent.BreakerMoved> moves(String to) {
        return events(JobEvent.BreakerMoved.class).stream()
                .filter(moved -> moved.to().equals(to))
                .toList();
    }

    @Test
    void anOpenKeyIsProbedByOneJobAndClosesWhenThatSucceeds() throws Exception {
        CountDownLatch probeMayEnd = new CountDownLatch(1);
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger probes = new AtomicInteger();
        JobType<Integer, String> fragile = TYPE.with(JobOptions.DEFAULT
                        .retry(NO_RETRY)
                        .breaker(Breaker.after(2).pause(Duration.ofSeconds(1))))
                .breakerBy(number -> number < 0 ? "down" : "up");
        JobEngine engine = start(config("one"), fragile, (number, context) -> {
            if (number < 0 && down.get()) {
                throw new IllegalStateException("down");
            }
            if (number < 0 && probes.incrementAndGet() == 1) {
                awaitQuietly(probeMayEnd);
            }
            return "done";
        });
        for (int i = 1; i <= 2; i++) {
            JobHandle<String> handle = engine.jobs().enqueue(fragile, -i);
            until(() -> handle.state() == JobState.FAILED);
        }
        until(() -> !engine.workers().breakers().isEmpty());
        List<JobHandle<String>> held = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            held.add(engine.jobs().enqueue(fragile, -10 - i));
        }
        assertThat(engine.jobs().enqueue(fragile, 1).await(SOON)).isEqualTo("done");
        down.set(false);

        until(() -> probes.get() == 1);
        assertThat(engine.jobs().enqueue(fragile, 2).await(SOON)).isEqualTo("done");
        assertThat(probes.get()).isEqualTo(1);
        probeMayEnd.countDown();

        for (JobHandle<String> handle : held) {
            assertThat(handle.await(SOON)).isEqualTo("done");
        }
        until(() -> engine.workers().breakers().isEmpty());
        assertThat(moves("open").get(0).name()).isEqualTo("key down");
        assertThat(moves("probing")).isNotEmpty();
        assertThat(moves("closed")).hasSize(1);
    }

    // Pools

    @Test
    void jobsOfAPoolAreRunByItsWorkersOnly() throws Exception {
        JobType<Integer, String> heavy = TYPE.with(JobOptions.DEFAULT.pool("heavy"));
        JobEngine light = start(config("light"), heavy, (number, context) -> "light");
        JobHandle<String> handle = light.jobs().enqueue(heavy, 1);
        assertThat(light.workers().unservable(10)).hasSize(1);

        JobEngine strong = start(
                config("strong").set(JobSetting.POOLS, "heavy").set(JobSetting.WORKER_TAGS, "rack-7"),
                heavy,
                (number, context) -> "strong");

        assertThat(handle.await(SOON)).isEqualTo("strong");
        assertThat(worker(strong).pools()).containsExactly("heavy");
        assertThat(worker(strong).tags()).containsExactly("rack-7");
        JobRequest<Integer, String> plain = JobRequest.of(TYPE, 2);
        assertThat(plain.pool("heavy").requires()).isEqualTo(heavy.options().requires());
    }

    // Guards and shedding

    @Test
    void aWorkerWhoseHeapIsPastItsThresholdClaimsNothing() throws Exception {
        AtomicReference<Resources> resources = new AtomicReference<>(new Resources(0, 0.95, 0));
        JobEngine engine =
                start(config("full").set(JobSetting.GUARD_HEAP, "90"), TYPE, (number, context) -> "done", resources);
        until(() -> worker(engine).state() == WorkerState.ERROR);
        assertThat(worker(engine).vitals().memory()).isEqualTo(0.95);

        JobHandle<String> handle = engine.jobs().enqueue(TYPE, 1);
        assertThatThrownBy(() -> handle.await(A_WHILE)).isInstanceOf(JobTimeoutException.class);
        resources.set(new Resources(0, 0.5, 0));

        assertThat(handle.await(SOON)).isEqualTo("done");
        assertThat(events(JobEvent.ClaimsReduced.class))
                .hasSize(1)
                .first()
                .asString()
                .contains("heap is at 95 %, allowed is less than 90 %");
    }

    @Test
    void aWorkerThatIsClearlyLessFitThanItsPeersLeavesSlotsFree() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Set<JobId> onPeer = ConcurrentHashMap.newKeySet();
        Set<JobId> onWeak = ConcurrentHashMap.newKeySet();
        JobEngine peer = start(config("peer").set(JobSetting.WORKERS, "2"), TYPE, (number, context) -> {
            onPeer.add(context.id());
            awaitQuietly(end);
            return "peer";
        });
        JobEngine weak = start(
                config("weak"),
                TYPE,
                (number, context) -> {
                    onWeak.add(context.id());
                    awaitQuietly(end);
                    return "weak";
                },
                new AtomicReference<>(new Resources(1, 1, 0)));
        until(() -> !events(JobEvent.ClaimsReduced.class).isEmpty());

        for (int i = 0; i < 10; i++) {
            peer.jobs().enqueue(TYPE, i);
        }
        until(() -> onPeer.size() == 2 && !onWeak.isEmpty());

        assertThat(weak.workers().list()).hasSize(2);
        until(() -> worker(weak).vitals().load() > 0);
        assertThat(onWeak).hasSizeLessThan(4);
        end.countDown();
    }
}
