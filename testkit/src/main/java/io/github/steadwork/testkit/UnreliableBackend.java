package io.github.steadwork.testkit;

import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Reclaimed;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StateStore;
import io.github.steadwork.queue.WorkerDirectory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A backend behind a bad line: some requests do not arrive, and some replies do not come back although the verb has happened.
 * For tests of whoever talks to a backend.
 */
final class UnreliableBackend implements QueueBackend {

    private final QueueBackend backend;
    private final Line line;

    /** Sends everything over this line. */
    UnreliableBackend(QueueBackend backend, Line line) {
        this.backend = backend;
        this.line = line;
    }

    /** Decides what is lost. */
    interface Line {

        /** Whether a request to do this is lost. */
        boolean losesRequest(String verb);

        /** Whether this reply to it is lost. */
        boolean losesReply(String verb, Object reply);

        /** Loses the first request and the first reply of each verb, and then this share of both. */
        static Line random(long seed, double lossRate) {
            Random random = new Random(seed);
            Set<String> met = new HashSet<>();
            return new Line() {
                @Override
                public synchronized boolean losesRequest(String verb) {
                    return met.add(verb) || random.nextDouble() < lossRate;
                }

                @Override
                public boolean losesReply(String verb, Object reply) {
                    return losesRequest("reply to " + verb);
                }
            };
        }

        /** Loses the first so many requests to do this. */
        static Line losingRequests(String lost, int count) {
            AtomicInteger left = new AtomicInteger(count);
            return new Line() {
                @Override
                public boolean losesRequest(String verb) {
                    return verb.equals(lost) && left.getAndDecrement() > 0;
                }

                @Override
                public boolean losesReply(String verb, Object reply) {
                    return false;
                }
            };
        }

        /** Ends the first so many calls of each verb with this error, and the same number of replies. */
        static Line throwing(Error error, int count) {
            Map<String, AtomicInteger> left = new ConcurrentHashMap<>();
            return new Line() {
                @Override
                public boolean losesRequest(String verb) {
                    if (left.computeIfAbsent(verb, first -> new AtomicInteger(count))
                                    .getAndDecrement()
                            > 0) {
                        throw error;
                    }
                    return false;
                }

                @Override
                public boolean losesReply(String verb, Object reply) {
                    return losesRequest("reply to " + verb);
                }
            };
        }

        /** Loses the first claim that has won something. */
        static Line losingTheFirstClaim() {
            AtomicBoolean lost = new AtomicBoolean();
            return new Line() {
                @Override
                public boolean losesRequest(String verb) {
                    return false;
                }

                @Override
                public boolean losesReply(String verb, Object reply) {
                    return reply instanceof ClaimReply claims
                            && !claims.claims().isEmpty()
                            && lost.compareAndSet(false, true);
                }
            };
        }
    }

    private <T> T lossy(String verb, Supplier<T> call) {
        if (line.losesRequest(verb)) {
            throw new JobQueueException(verb + ": the request was lost");
        }
        T reply = call.get();
        if (line.losesReply(verb, reply)) {
            throw new JobQueueException(verb + ": the reply was lost");
        }
        return reply;
    }

    @Override
    public EnqueueReceipt enqueue(EnqueueBatch batch) {
        return lossy("enqueue", () -> backend.enqueue(batch));
    }

    @Override
    public ClaimReply claim(ClaimRequest request) {
        return lossy("claim", () -> backend.claim(request));
    }

    @Override
    public LeaseReport extend(List<LeaseUpdate> updates) {
        return lossy("extend", () -> backend.extend(updates));
    }

    @Override
    public SettleReport settle(List<Settlement> settlements) {
        return lossy("settle", () -> backend.settle(settlements));
    }

    @Override
    public CancelReport cancel(JobFilter which, String reason, int limit) {
        return lossy("cancel", () -> backend.cancel(which, reason, limit));
    }

    @Override
    public List<Reclaimed> reclaim(ReclaimRule rule) {
        return lossy("reclaim", () -> backend.reclaim(rule));
    }

    @Override
    public int unblock(int limit) {
        return lossy("unblock", () -> backend.unblock(limit));
    }

    @Override
    public int update(JobFilter which, JobChange change, int limit) {
        return lossy("update", () -> backend.update(which, change, limit));
    }

    @Override
    public int redrive(JobFilter which, JobChange change, int limit) {
        return lossy("redrive", () -> backend.redrive(which, change, limit));
    }

    @Override
    public int purge(JobFilter which, Duration endedFor, int limit) {
        return lossy("purge", () -> backend.purge(which, endedFor, limit));
    }

    @Override
    public JobInspector inspector() {
        return backend.inspector();
    }

    @Override
    public WorkerDirectory workers() {
        return backend.workers();
    }

    @Override
    public StateStore documents() {
        return backend.documents();
    }

    @Override
    public RunLog runLog() {
        return backend.runLog();
    }

    @Override
    public Subscription subscribe(Runnable hint) {
        return backend.subscribe(hint);
    }

    @Override
    public void hint() {
        backend.hint();
    }

    @Override
    public void close() {
        backend.close();
    }
}
