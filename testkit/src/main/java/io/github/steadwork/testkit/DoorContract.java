package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the contracts of all doors share: a backend, a worker, and words to write the tests in. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class DoorContract {

    static final WorkerId WORKER = new WorkerId("worker", 1);
    static final WorkerId OTHER = new WorkerId("other", 1);
    static final Duration LEASE_TIME = Duration.ofMinutes(5);
    static final int MAX_CRASHES = 2;
    static final ReclaimRule RULE = new ReclaimRule(LEASE_TIME, MAX_CRASHES, 1_000);
    static final Duration HOUR = Duration.ofHours(1);
    static final ErrorInfo ERROR =
            new ErrorInfo("java.io.IOException", "no route", "at somewhere", ErrorKind.TRANSIENT);
    static final Outcome SUCCESS = new Outcome.Succeeded(Draft.payloadOf("result"));
    static final Outcome FAILURE = new Outcome.Failed(ERROR);

    /** How far an instant may be off where the backend's clock goes on by itself during a test. */
    static final Duration TOLERANCE = Duration.ofSeconds(50);

    private static final AtomicLong TOKENS = new AtomicLong(1);

    QueueBackend queue;
    BackendTime time;

    DoorContract() {}

    /** A fresh, empty backend. */
    protected abstract TestedBackend open() throws Exception;

    @BeforeEach
    void openBackend() throws Exception {
        TestedBackend tested = open();
        queue = tested.queue();
        time = tested.time();
        register(WORKER);
    }

    @AfterEach
    void closeBackend() {
        queue.close();
    }

    // Workers

    void register(WorkerId worker) {
        queue.workers().register(workerRecord(worker));
    }

    static WorkerRecord workerRecord(WorkerId worker) {
        return new WorkerRecord(
                worker,
                "host",
                42,
                "1.0",
                8,
                List.of(Draft.QUEUE),
                Set.of("gpu"),
                WorkerState.ONLINE,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** Lets a worker die and be found dead: afterwards none of its jobs is RUNNING. Other workers stay alive. */
    void die(WorkerId worker, WorkerId... survivors) {
        time.advance(LEASE_TIME.plusMinutes(1));
        for (WorkerId survivor : survivors) {
            assertThat(queue.workers().heartbeat(survivor, WorkerState.ONLINE)).isTrue();
        }
        queue.reclaim(RULE);
        assertThat(queue.workers().heartbeat(worker, WorkerState.ONLINE)).isFalse();
    }

    // Enqueue

    JobId enqueue(Draft draft) {
        return enqueue(draft.request()).jobs().get(0).id();
    }

    EnqueueReceipt enqueue(StoredRequest... requests) {
        return queue.enqueue(EnqueueBatch.of(List.of(requests)));
    }

    List<JobId> enqueueAll(Draft... drafts) {
        return enqueue(Arrays.stream(drafts).map(Draft::request).toArray(StoredRequest[]::new)).jobs().stream()
                .map(EnqueueReceipt.Enqueued::id)
                .toList();
    }

    // Claim

    static long newToken() {
        return TOKENS.getAndIncrement();
    }

    static ClaimRequest wish(WorkerId worker, int limit) {
        return new ClaimRequest(worker, newToken(), List.of(Draft.QUEUE), Set.of(Draft.TYPE), limit, limit);
    }

    ClaimReply claim(int limit) {
        return queue.claim(wish(WORKER, limit));
    }

    /** The only job that can be claimed. */
    Claim claimOne() {
        return claimOne(WORKER);
    }

    Claim claimOne(WorkerId worker) {
        List<Claim> claims = queue.claim(wish(worker, 10)).claims();
        assertThat(claims).as("jobs to claim").hasSize(1);
        return claims.get(0);
    }

    static List<JobId> ids(List<Claim> claims) {
        return claims.stream().map(claim -> claim.job().id()).toList();
    }

    // Settle

    SettleReport settle(Claim claim, Outcome outcome) {
        Duration ran = outcome instanceof Outcome.Released released && !released.started()
                ? Duration.ZERO
                : Duration.ofSeconds(3);
        return queue.settle(List.of(new Settlement(claim.lease(), outcome, ran)));
    }

    /** Enqueues a job that ends this way. */
    JobId ended(Outcome outcome) {
        return ended(Draft.job(), outcome);
    }

    JobId ended(Draft draft, Outcome outcome) {
        JobId id = enqueue(draft.priority(Priority.URGENT));
        Claim claim = queue.claim(wish(WORKER, 1)).claims().get(0);
        assertThat(claim.job().id()).isEqualTo(id);
        settle(claim, outcome);
        return id;
    }

    // Read

    JobRecord find(JobId id) {
        return queue.inspector().find(id).orElseThrow(() -> new AssertionError("no job " + id));
    }

    JobState stateOf(JobId id) {
        return find(id).state();
    }

    /** The backend's time, as it tells by storing a job somewhere aside. */
    Instant now() {
        return find(enqueue(Draft.job().queue("aside"))).createdAt();
    }

    void unblockAll() {
        while (queue.unblock(100) > 0) {
            // until nothing is left to move
        }
    }
}
