package io.github.steadwork.queue.inmemory;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.job.WhenFull;
import io.github.steadwork.queue.EnqueueReceipt.Enqueued;
import io.github.steadwork.queue.EnqueueReceipt.Result;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way in. First all jobs are admitted, so that they can name each other; then whatever may refuse the batch
 * is checked; only then is anything stored.
 */
final class Intake {

    private final Jobs jobs;
    private final List<StoredRequest> requests;
    private final boolean repeated;
    private final Instant now;
    private final long firstArrival;

    /** The new jobs, by place in the batch; null where the job was stored by an earlier try. */
    private final @Nullable Entry[] admitted;

    /** Jobs of this batch for which an earlier one stands. */
    private Map<JobId, JobId> standIns = Map.of();

    private boolean anyKnown;

    Intake(Jobs jobs, List<StoredRequest> requests, boolean repeated, Instant now) {
        this.jobs = jobs;
        this.requests = requests;
        this.repeated = repeated;
        this.now = now;
        this.firstArrival = jobs.nextArrival();
        this.admitted = new Entry[requests.size()];
    }

    /**
     * Admits the batch.
     *
     * @throws IllegalArgumentException if an id or a parent cannot be; then nothing has changed
     */
    void admit() {
        try {
            for (int i = 0; i < admitted.length; i++) {
                admitted[i] = jobs.admit(requests.get(i), now);
                if (admitted[i] == null) {
                    knownAlready(requests.get(i).id());
                }
            }
            Parents.check(jobs, admitted, firstArrival);
        } catch (IllegalArgumentException e) {
            withdraw();
            throw e;
        }
    }

    /** Whether some of the jobs had been stored by an earlier try, and so the whole batch. */
    boolean anyKnown() {
        return anyKnown;
    }

    /** How many new jobs each queue would get. */
    Map<String, Integer> newByQueue() {
        Map<String, Integer> counts = new HashMap<>();
        for (Entry entry : admitted) {
            if (entry != null && jobs.uniqueKeys().conflict(entry, now) == null) {
                counts.merge(entry.request.queue(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Takes back what was admitted. */
    void withdraw() {
        for (Entry entry : admitted) {
            if (entry != null) {
                jobs.withdraw(entry);
            }
        }
    }

    /** Stores the batch; tells what became of each job. */
    List<Enqueued> store() {
        Enqueued[] receipts = new Enqueued[admitted.length];
        for (int i = 0; i < admitted.length; i++) {
            Entry entry = admitted[i];
            receipts[i] = entry == null
                    ? new Enqueued(requests.get(i).id(), Result.ALREADY_STORED)
                    : resolveConflict(entry, i);
        }
        for (int i = 0; i < admitted.length; i++) {
            Entry entry = admitted[i];
            if (entry != null && !makeRoom(entry)) {
                receipts[i] = new Enqueued(entry.id, Result.DROPPED);
                admitted[i] = null;
                jobs.uniqueKeys().forget(entry);
                jobs.withdraw(entry);
            }
        }
        for (Entry entry : admitted) {
            if (entry != null) {
                redirectParents(entry);
                jobs.store(entry, now);
            }
        }
        return List.of(receipts);
    }

    /** Does what its limits say about one too many; false if it is not to be stored. */
    private boolean makeRoom(Entry entry) {
        for (Limit limit : entry.request.flow().limits()) {
            List<Entry> inTheWay = limit.whenFull() == WhenFull.WAIT
                    ? List.of()
                    : jobs.limits().inTheWay(entry, limit);
            if (limit.whenFull() == WhenFull.DROP && !inTheWay.isEmpty()) {
                return false;
            }
            String reason = "job " + entry.id + " took its place";
            int tooMany = inTheWay.size() + 1 - limit.atMost();
            for (Entry older : inTheWay) {
                tooMany -= makeWay(older, limit.whenFull(), reason, tooMany) ? 1 : 0;
            }
        }
        jobs.limits().moved(entry, JobState.QUEUED);
        return true;
    }

    private boolean makeWay(Entry older, WhenFull how, String reason, int tooMany) {
        if (older.arrival >= firstArrival) {
            return false; // jobs of one batch wait for each other
        }
        if (older.state != JobState.RUNNING) {
            older.error = Settling.cancelled(reason);
            jobs.toEnded(older, JobState.CANCELLED, now);
            return true;
        }
        if (how == WhenFull.CANCEL_RUNNING && tooMany > 0 && older.cancelReason == null) {
            older.cancelReason = reason;
        }
        return how == WhenFull.CANCEL_RUNNING;
    }

    private void knownAlready(JobId id) {
        Entry earlier = jobs.find(id);
        boolean twiceInBatch = earlier != null && earlier.arrival >= firstArrival;
        if (!repeated || twiceInBatch) {
            throw new IllegalArgumentException(
                    "job id " + id + (twiceInBatch ? " stands twice in the batch" : " is taken")
                            + "; make a new id for each job, or mark the batch as repeated");
        }
        anyKnown = true;
    }

    private Enqueued resolveConflict(Entry entry, int at) {
        Entry earlier = jobs.uniqueKeys().conflict(entry, now);
        if (earlier == null) {
            jobs.uniqueKeys().add(entry);
            return new Enqueued(entry.id, Result.STORED);
        }
        admitted[at] = null;
        jobs.withdraw(entry);
        noteStandIn(entry.id, earlier.id);
        return new Enqueued(earlier.id, answer(entry.request, earlier));
    }

    private void noteStandIn(JobId refused, JobId earlier) {
        if (standIns.isEmpty()) {
            standIns = new HashMap<>();
        }
        standIns.put(refused, earlier);
    }

    private Result answer(StoredRequest newer, Entry earlier) {
        return switch (newer.unique().map(UniqueRule::onConflict).orElseThrow()) {
            case KEEP -> Result.KEPT_EARLIER;
            case REFUSE -> Result.REFUSED;
            case REPLACE -> replace(earlier, newer) ? Result.REPLACED_EARLIER : Result.KEPT_EARLIER;
        };
    }

    private boolean replace(Entry earlier, StoredRequest newer) {
        if (earlier.state != JobState.WAITING && earlier.state != JobState.QUEUED) {
            return false;
        }
        StoredRequest replaced = earlier.request.replacedBy(newer);
        earlier.checkpoint = Payload.NOTHING;
        if (earlier.arrival >= firstArrival) {
            earlier.request = replaced;
            earlier.runAt = newer.due().from(now);
        } else {
            jobs.replace(earlier, replaced, newer.due().from(now), now);
        }
        return true;
    }

    private void redirectParents(Entry entry) {
        if (standIns.isEmpty() || entry.request.parents().isEmpty()) {
            return;
        }
        List<JobId> parents = new ArrayList<>();
        for (JobId parent : entry.request.parents()) {
            JobId standing = standIns.getOrDefault(parent, parent);
            if (!parents.contains(standing)) {
                parents.add(standing);
            }
        }
        entry.request = entry.request.parents(parents);
    }
}
