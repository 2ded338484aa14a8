package io.github.steadwork.testkit;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.Progress;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt.Enqueued;
import io.github.steadwork.queue.EnqueueReceipt.Result;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One thread of a fuzz run: a worker that does one random thing after another, dies now and then, and comes back. */
final class FuzzWorker {

    static final List<String> QUEUES = List.of("main", "side");
    static final Set<String> TYPES = Set.of("a", "b", "c");
    static final Duration LONGEST_DELAY = Duration.ofMinutes(30);

    private static final List<Limit> LIMITS =
            List.of(Limit.ofKey("one", 1), Limit.ofKey("three", 3), Limit.ofType(4), Limit.ofQueue(5));

    private static final ErrorInfo ERROR = ErrorInfo.of("fuzz", "as intended", ErrorKind.TRANSIENT);

    private final QueueBackend queue;
    private final BackendTime time;
    private final FuzzLedger ledger;
    private final Random random;
    private final int number;
    private final List<Claim> held = new ArrayList<>();
    private final List<Claim> zombies = new ArrayList<>();
    private long life;
    private WorkerId worker;

    FuzzWorker(TestedBackend tested, FuzzLedger ledger, int number, long seed) {
        this.queue = tested.queue();
        this.time = tested.time();
        this.ledger = ledger;
        this.number = number;
        this.random = new Random(seed);
        this.worker = new WorkerId("fuzz-" + number, life);
        queue.workers().register(DoorContract.workerRecord(worker));
    }

    static <T> T anyOf(T[] values, Random random) {
        return List.of(values).get(random.nextInt(values.length));
    }

    /** Does one thing. */
    void step() {
        int dice = random.nextInt(100);
        if (dice < 25) {
            enqueue();
        } else if (dice < 45) {
            claim();
        } else if (dice < 70) {
            settleSome();
        } else if (dice < 78) {
            extendAll();
        } else if (dice < 84) {
            beat();
        } else if (dice < 88) {
            haunt();
        } else if (dice < 94) {
            keepHouse();
        } else {
            operate();
        }
    }

    private void enqueue() {
        List<StoredRequest> requests = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            requests.add(request(true));
        }
        EnqueueBatch batch = EnqueueBatch.of(requests);
        for (Enqueued told : queue.enqueue(batch).jobs()) {
            if (told.result() == Result.STORED) {
                ledger.stored(told.id());
            }
        }
        if (random.nextInt(10) == 0) {
            // Jobs with a unique key that were not stored might be stored now, which is as good.
            for (Enqueued told : queue.enqueue(batch.again()).jobs()) {
                if (told.result() == Result.STORED) {
                    ledger.stored(told.id());
                }
            }
        }
    }

    private StoredRequest request(boolean withTies) {
        Draft draft = Draft.job()
                .type(String.valueOf((char) ('a' + random.nextInt(3))))
                .queue(QUEUES.get(random.nextInt(2)))
                .priority(anyOf(Priority.values(), random));
        if (random.nextInt(5) == 0) {
            draft = draft.delay(Duration.ofSeconds(random.nextInt((int) LONGEST_DELAY.toSeconds())));
        }
        if (withTies && random.nextInt(8) == 0) {
            draft = draft.unique(UniqueRule.whileUnfinished("k" + random.nextInt(5)));
        }
        if (withTies && !ledger.isEmpty() && random.nextInt(6) == 0) {
            draft = draft.after(ledger.any()).policy(anyOf(ParentPolicy.values(), random));
        }
        if (random.nextInt(4) == 0) {
            draft = draft.limit(LIMITS.get(random.nextInt(LIMITS.size())), LIMITS.get(random.nextInt(LIMITS.size())));
        }
        return draft.request();
    }

    private void claim() {
        int limit = 1 + random.nextInt(8);
        ClaimRequest wish =
                new ClaimRequest(worker, DoorContract.newToken(), QUEUES, TYPES, limit, random.nextInt(limit + 1));
        for (Claim claim : queue.claim(wish).claims()) {
            ledger.claimed(claim);
            held.add(claim);
        }
        if (random.nextInt(4) == 0) {
            checkLimits();
        }
    }

    /**
     * Whatever anybody does meanwhile, no more jobs are RUNNING at any moment than their limits allow. A list may be drawn up little
     * by little, so those that it names are looked at once more, all at one moment.
     */
    private void checkLimits() {
        List<JobId> listed =
                queue
                        .inspector()
                        .list(JobFilter.ALL.states(JobState.RUNNING), Optional.empty(), Integer.MAX_VALUE)
                        .stream()
                        .map(JobRecord::id)
                        .toList();
        Map<String, Integer> running = new HashMap<>();
        for (JobRecord job : queue.inspector().findAll(listed)) {
            if (job.state() != JobState.RUNNING) {
                continue;
            }
            StoredRequest request = job.request();
            for (Limit limit : Set.copyOf(request.flow().limits())) {
                String gate = limit.gate(request.type(), request.queue());
                if (running.merge(gate, 1, Integer::sum) > limit.atMost()) {
                    throw new AssertionError(gate + " has more than " + limit.atMost() + " jobs running");
                }
            }
        }
    }

    private void settleSome() {
        for (int i = random.nextInt(4); i >= 0 && !held.isEmpty(); i--) {
            settle(held.remove(random.nextInt(held.size())), outcome(random.nextInt(12)));
        }
    }

    private Outcome outcome(int dice) {
        return switch (dice) {
            case 0, 1 -> new Outcome.Retry(ERROR, Duration.ofSeconds(random.nextInt(600)));
            case 2 -> new Outcome.Snoozed(Duration.ofSeconds(random.nextInt(600)));
            case 3 -> new Outcome.Released("fuzz", true);
            case 4 -> new Outcome.Released("fuzz", false);
            case 5 -> new Outcome.Failed(ERROR);
            case 6 -> new Outcome.Cancelled("fuzz");
            case 7 -> new Outcome.Waiting(List.of(request(false), request(false)));
            default -> success();
        };
    }

    private Outcome success() {
        return new Outcome.Succeeded(Draft.payloadOf("by " + worker + " " + random.nextLong()));
    }

    private void settle(Claim claim, Outcome outcome) {
        Lease lease = claim.lease();
        boolean lostBefore = ledger.wasLost(lease);
        Settlement settlement = new Settlement(lease, outcome, Duration.ZERO);
        if (queue.settle(List.of(settlement)).refused().isEmpty()) {
            ledger.accepted(claim, outcome, lostBefore);
            if (outcome instanceof Outcome.Waiting waiting) {
                // They are not stored where somebody has cancelled the job.
                List<JobId> children =
                        waiting.children().stream().map(StoredRequest::id).toList();
                queue.inspector().findAll(children).stream().map(JobRecord::id).forEach(ledger::stored);
            }
        } else {
            ledger.lost(lease);
        }
    }

    private void extendAll() {
        List<LeaseUpdate> updates = held.stream()
                .map(claim -> new LeaseUpdate(
                        claim.lease(), Optional.of(Progress.NONE), Optional.of(Draft.payloadOf("checkpoint"))))
                .toList();
        LeaseReport report = queue.extend(updates);
        report.lost().forEach(ledger::lost);
        held.removeIf(claim -> {
            boolean gone = report.lost().contains(claim.lease());
            if (gone) {
                zombies.add(claim);
            }
            return gone;
        });
    }

    private void beat() {
        boolean dies = random.nextInt(4) == 0;
        if (dies || !queue.workers().heartbeat(worker, WorkerState.ONLINE)) {
            zombies.addAll(held);
            held.clear();
            life++;
            worker = new WorkerId("fuzz-" + number, life);
            queue.workers().register(DoorContract.workerRecord(worker));
        }
    }

    /** An earlier life of this worker wakes up and settles what it believes to have: it may, unless the lease was lost. */
    private void haunt() {
        if (!zombies.isEmpty()) {
            settle(zombies.remove(random.nextInt(zombies.size())), outcome(random.nextInt(12)));
        }
    }

    private void keepHouse() {
        time.advance(Duration.ofSeconds(random.nextInt(120)));
        queue.reclaim(QueueFuzzer.RULE);
        queue.unblock(20);
    }

    private void operate() {
        if (ledger.isEmpty()) {
            return;
        }
        JobId id = ledger.any();
        JobFilter which = JobFilter.id(id);
        switch (random.nextInt(3)) {
            case 0 -> {
                ledger.disturbed(id);
                queue.cancel(which, "fuzz", 1);
            }
            case 1 -> {
                ledger.disturbed(id);
                queue.redrive(which, JobChange.NONE, 1);
            }
            default -> queue.update(which, JobChange.NONE.priority(anyOf(Priority.values(), random)), 1);
        }
    }

    /** Runs whatever can be run now; how many that were. */
    int drain() {
        ClaimRequest wish = new ClaimRequest(worker, DoorContract.newToken(), QUEUES, TYPES, 100, 100);
        List<Claim> claims = queue.claim(wish).claims();
        for (Claim claim : claims) {
            ledger.claimed(claim);
            settle(claim, success());
        }
        return claims.size();
    }

    void leave() {
        queue.workers().leave(worker);
    }
}
