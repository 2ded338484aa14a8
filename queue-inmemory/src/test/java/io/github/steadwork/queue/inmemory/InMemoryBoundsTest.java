package io.github.steadwork.queue.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueFullException;
import io.github.steadwork.queue.QueueProvider;
import io.github.steadwork.queue.RunLog.Kind;
import io.github.steadwork.queue.RunLog.Line;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.retry.ErrorKind;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the queue in memory has beside the contract: bounds, hints at once, and its place among the providers. */
final class InMemoryBoundsTest {

    private static final WorkerId WORKER = new WorkerId("worker", 1);
    private static final Outcome SUCCESS = new Outcome.Succeeded(Payload.NOTHING);
    private static final Outcome FAILURE = new Outcome.Failed(ErrorInfo.of("test", "no", ErrorKind.PERMANENT));
    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock();
    private long tokens;

    @Test
    void aFullQueueRefusesTheWholeBatchAndNamesItsCapacity() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().capacity(3));
        enqueue(queue, request("small"), request("small"));

        assertThatThrownBy(() -> enqueue(queue, request("other"), request("small"), request("small")))
                .isInstanceOf(QueueFullException.class)
                .hasMessageContaining("'small'")
                .hasMessageContaining("3");

        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(2);
        enqueue(queue, request("small"), request("other"));
    }

    @Test
    void whatHasEndedTakesNoCapacity() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().capacity(1));
        for (int i = 0; i < 3; i++) {
            run(queue, request("small"), i == 1 ? FAILURE : SUCCESS);
        }

        enqueue(queue, request("small"));
        assertThatThrownBy(() -> enqueue(queue, request("small"))).isInstanceOf(QueueFullException.class);
    }

    @Test
    void aJobForWhichAnEarlierOneStandsTakesNoCapacity() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().capacity(1));
        enqueue(queue, unique("small", UniqueRule.whileUnfinished("k")));

        enqueue(queue, unique("small", UniqueRule.whileUnfinished("k")));

        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
    }

    @Test
    void childrenAreTakenInWhateverTheCapacity() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().capacity(1));
        JobId id = run(queue, request("small"), new Outcome.Waiting(List.of(request("small"), request("small"))));

        assertThat(queue.inspector().find(id).orElseThrow().state()).isEqualTo(JobState.WAITING);
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(3);
    }

    @Test
    void theOldestEndedJobsAreForgottenFirst() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().endedKept(2));
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(run(queue, request("main"), SUCCESS));
        }

        assertThat(queue.inspector().findAll(ids))
                .extracting(job -> job.id())
                .containsExactlyInAnyOrder(ids.get(3), ids.get(4));
        assertThat(queue.inspector().depths().get(0).count(JobState.SUCCEEDED)).isEqualTo(2);
    }

    @Test
    void failedJobsHaveABoundOfTheirOwn() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().endedKept(1).failedKept(3));
        for (int i = 0; i < 5; i++) {
            run(queue, request("main"), SUCCESS);
            run(queue, request("main"), FAILURE);
        }

        assertThat(queue.inspector().count(JobFilter.ALL.states(JobState.SUCCEEDED)))
                .isEqualTo(1);
        assertThat(queue.inspector().count(JobFilter.ALL.states(JobState.FAILED)))
                .isEqualTo(3);
    }

    @Test
    void whatAnUnfinishedJobNeedsIsNotForgotten() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().endedKept(0));
        StoredRequest parent = request("main");
        StoredRequest child = request("main").parents(List.of(parent.id()));
        enqueue(queue, parent, child);
        settle(queue, claim(queue), SUCCESS);
        assertThat(queue.inspector().find(parent.id())).isPresent();
        queue.unblock(10);

        settle(queue, claim(queue), SUCCESS);
        run(queue, request("main"), SUCCESS);

        assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
    }

    @Test
    void aJobWhoseUniqueWindowIsOpenIsNotForgotten() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().endedKept(0));
        UniqueRule daily = UniqueRule.oncePer(DAY, "report");
        JobId id = run(queue, unique("main", daily), SUCCESS);
        assertThat(enqueue(queue, unique("main", daily))).containsExactly(id);

        clock.advance(DAY.plusSeconds(1));
        run(queue, request("main"), SUCCESS);

        assertThat(queue.inspector().find(id)).isEmpty();
    }

    @Test
    void theRunLogKeepsTheNewestLines() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder().linesKept(3));
        JobId one = JobId.create();
        JobId other = JobId.create();
        for (int i = 0; i < 4; i++) {
            queue.runLog().append(List.of(line(one, i), line(other, i)));
        }

        assertThat(queue.runLog().read(one, 0, 10))
                .extracting(stored -> stored.line().message())
                .containsExactly("3");
        assertThat(queue.runLog().read(other, 0, 10))
                .extracting(stored -> stored.line().message())
                .containsExactly("2", "3");
    }

    @Test
    void whoWaitsIsToldOnceUntilItClaimsAgain() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder());
        AtomicInteger hints = new AtomicInteger();
        queue.subscribe(hints::incrementAndGet);

        enqueue(queue, request("main"));
        enqueue(queue, request("main"));
        assertThat(hints).hasValue(1);

        claim(queue);
        enqueue(queue, request("main"));
        assertThat(hints).as("nobody waits after a claim that was filled").hasValue(1);

        claim(queue);
        claim(queue);
        assertThat(queue.claim(wish(1)).claims()).isEmpty();
        enqueue(queue, request("main"));
        assertThat(hints).hasValue(2);
    }

    @Test
    void everyMoveThatMakesWorkClaimableIsTold() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder());
        AtomicInteger hints = new AtomicInteger();
        StoredRequest parent = request("main");
        enqueue(queue, parent, request("main").parents(List.of(parent.id())));
        Claim claim = queue.claim(wish(10)).claims().get(0);
        queue.subscribe(hints::incrementAndGet);

        settle(queue, claim, new Outcome.Released("shutdown", true));
        assertThat(hints).as("released").hasValue(1);
        claim = queue.claim(wish(10)).claims().get(0);
        settle(queue, claim, FAILURE);
        assertThat(hints).as("failed").hasValue(1);
        queue.redrive(JobFilter.id(parent.id()), JobChange.NONE, 1);
        assertThat(hints).as("redriven").hasValue(2);
        settle(queue, queue.claim(wish(10)).claims().get(0), SUCCESS);
        queue.unblock(10);
        assertThat(hints).as("unblocked").hasValue(3);
    }

    @Test
    void aListenerThatThrowsDoesNotHarmTheEnqueue() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder());
        AtomicInteger hints = new AtomicInteger();
        List<Throwable> reported = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> reported.add(error));
        queue.subscribe(() -> {
            throw new IllegalStateException("from the listener");
        });
        queue.subscribe(hints::incrementAndGet);

        enqueue(queue, request("main"));
        Thread.currentThread().setUncaughtExceptionHandler(before);

        assertThat(hints).hasValue(1);
        assertThat(reported).extracting(Throwable::getMessage).containsExactly("from the listener");
    }

    @Test
    void aClosedQueueTellsNobody() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder());
        AtomicInteger hints = new AtomicInteger();
        queue.subscribe(hints::incrementAndGet);

        queue.close();
        enqueue(queue, request("main"));

        assertThat(hints).hasValue(0);
    }

    @Test
    void theHintOfTheNextDueJobIsExact() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder());
        enqueue(queue, delayed(Duration.ofMinutes(3)), delayed(Duration.ofMinutes(2)));

        assertThat(queue.claim(wish(5)).nextDue()).contains(Duration.ofMinutes(2));
    }

    @Test
    void delayedJobsKeepTheirOrderWhenManyAreTakenOutOfTheMiddle() {
        InMemoryJobQueue queue = queue(InMemoryJobQueue.builder());
        for (int i = 0; i < 2_000; i++) {
            enqueue(queue, delayed(Duration.ofSeconds(1 + (i * 7_919L) % 2_000)));
        }
        queue.cancel(JobFilter.ALL.states(JobState.QUEUED), "half of them", 1_000);
        clock.advance(Duration.ofHours(1));

        List<Instant> due = queue.claim(wish(2_000)).claims().stream()
                .map(claim -> claim.job().runAt())
                .toList();

        assertThat(due).hasSize(1_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        assertThatThrownBy(() -> InMemoryJobQueue.builder().capacity(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity is 0, allowed is 1 or more");
        assertThatThrownBy(() -> InMemoryJobQueue.builder().endedKept(-1)).hasMessageContaining("endedKept is -1");
        assertThatThrownBy(() -> InMemoryJobQueue.builder().failedKept(-1)).hasMessageContaining("failedKept is -1");
        assertThatThrownBy(() -> InMemoryJobQueue.builder().linesKept(-1)).hasMessageContaining("linesKept is -1");
    }

    @Test
    void theProviderIsFoundByItsName() {
        QueueProvider provider = ServiceLoader.load(QueueProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("memory"))
                .findFirst()
                .orElseThrow();

        try (QueueBackend backend = provider.open(JobConfig.DEFAULT, clock)) {
            StoredRequest request = request("main");
            backend.enqueue(EnqueueBatch.of(List.of(request)));
            assertThat(backend.inspector().find(request.id()).orElseThrow().createdAt())
                    .isEqualTo(clock.instant());
        }
    }

    @Test
    void withoutAClockTheSystemsOneCounts() {
        Instant before = Instant.now();
        try (InMemoryJobQueue queue = new InMemoryJobQueue()) {
            StoredRequest request = request("main");
            queue.enqueue(EnqueueBatch.of(List.of(request)));

            assertThat(queue.inspector().find(request.id()).orElseThrow().createdAt())
                    .isBetween(before, Instant.now());
        }
    }

    private InMemoryJobQueue queue(InMemoryJobQueue.Builder builder) {
        InMemoryJobQueue queue = builder.clock(clock).build();
        queue.workers()
                .register(new WorkerRecord(
                        WORKER,
                        "host",
                        1,
                        "1",
                        1,
                        List.of("main"),
                        Set.of(),
                        WorkerState.ONLINE,
                        Instant.EPOCH,
                        Instant.EPOCH));
        return queue;
    }

    private static StoredRequest request(String queue) {
        return StoredRequest.simple(JobId.create(), "work", queue, Payload.NOTHING);
    }

    private static StoredRequest delayed(Duration delay) {
        return request("main")
                .changed("main", Priority.NORMAL, new StoredRequest.Due(Optional.empty(), delay), Set.of());
    }

    private static StoredRequest unique(String queue, UniqueRule rule) {
        StoredRequest plain = request(queue);
        return new StoredRequest(
                plain.id(),
                plain.type(),
                queue,
                plain.priority(),
                plain.payload(),
                plain.due(),
                plain.maxRetries(),
                plain.timeout(),
                Optional.of(rule),
                plain.parents(),
                plain.onParentFailure(),
                plain.tags(),
                plain.headers());
    }

    private static List<JobId> enqueue(InMemoryJobQueue queue, StoredRequest... requests) {
        return queue.enqueue(EnqueueBatch.of(Arrays.asList(requests))).jobs().stream()
                .map(told -> told.id())
                .toList();
    }

    private ClaimRequest wish(int limit) {
        tokens++;
        return new ClaimRequest(WORKER, tokens, List.of("main", "small"), Set.of("work"), limit, limit);
    }

    private Claim claim(InMemoryJobQueue queue) {
        return queue.claim(wish(1)).claims().get(0);
    }

    private static void settle(InMemoryJobQueue queue, Claim claim, Outcome outcome) {
        assertThat(queue.settle(List.of(new Settlement(claim.lease(), outcome, Duration.ZERO)))
                        .refused())
                .isEmpty();
    }

    private JobId run(InMemoryJobQueue queue, StoredRequest request, Outcome outcome) {
        enqueue(queue, request);
        settle(queue, claim(queue), outcome);
        return request.id();
    }

    private static Line line(JobId job, int number) {
        return new Line(job, 1, Kind.LOG, "log", Integer.toString(number));
    }
}
