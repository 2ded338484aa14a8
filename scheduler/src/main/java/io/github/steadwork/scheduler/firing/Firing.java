package io.github.steadwork.scheduler.firing;

import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Fires what is due. Any number of nodes do it at the same time, and none is elected.
 *
 * <p>What makes it once: a batch changes the documents of its schedules at the versions that were read and stores their jobs, in one
 * write. Of two nodes that have read the same version one wins, and the other finds out and reads again. A node that has slept between
 * reading and writing loses, however long ago that was. If the reply of the write is lost, the documents tell what has happened.
 *
 * <p>Only the clock of the backend counts.
 */
final class Firing {

    private static final int PAGE = 1_000;
    private static final int BATCH = 250;
    private static final Duration PUT_OFF = Duration.ofMinutes(1);
    private static final long LONGEST_GIVE_WAY_NANOS = 20_000_000;

    private final QueueBackend backend;
    private final JobMaker maker;
    private final JobListener listener;
    private volatile boolean ended;

    Firing(QueueBackend backend, JobMaker maker, JobListener listener) {
        this.backend = backend;
        this.maker = maker;
        this.listener = listener;
    }

    /** Begins nothing more. */
    void end() {
        ended = true;
    }

    /** A due schedule that could be read. */
    private record Due(Document document, StoredSchedule schedule) {}

    /** Fires until nothing is due that this node can fire; gives how many jobs it has enqueued. */
    int fireDue() {
        Set<String> leftToOthers = new HashSet<>();
        int fired = 0;
        boolean contended = false;
        while (!ended) {
            List<Document> due = new ArrayList<>(backend.documents().due(StoredSchedule.NAMESPACE, PAGE));
            due.removeIf(document -> leftToOthers.contains(document.key()));
            if (due.isEmpty()) {
                break;
            }
            Instant now = backend.documents().now();
            int done = firePage(readable(due, now, leftToOthers), now, contended);
            contended = done < 0;
            fired += Math.max(0, done);
        }
        return fired;
    }

    /** Gives how many jobs were enqueued; less than 0 if other nodes were quicker. */
    private int firePage(List<Due> page, Instant now, boolean contended) {
        List<List<Due>> batches = new ArrayList<>();
        for (int from = 0; from < page.size(); from += BATCH) {
            batches.add(page.subList(from, Math.min(page.size(), from + BATCH)));
        }
        if (contended) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_GIVE_WAY_NANOS));
            Collections.shuffle(batches);
        }
        int fired = 0;
        for (List<Due> batch : batches) {
            Optional<Integer> done = fireTogether(batch, now);
            if (done.isEmpty()) {
                return -1;
            }
            fired += done.get();
        }
        return fired;
    }

    /** Reads what this node can fire; what it cannot is left to others, and put off when they leave it, too. */
    private List<Due> readable(List<Document> documents, Instant now, Set<String> leftToOthers) {
        List<Due> readable = new ArrayList<>(documents.size());
        for (Document document : documents) {
            try {
                StoredSchedule schedule = ScheduleJson.read(document.json());
                if (maker.canMake(document.key(), schedule.definition())) {
                    readable.add(new Due(document, schedule));
                } else {
                    leave(
                            document,
                            now,
                            leftToOthers,
                            new IllegalStateException(
                                    "no node that runs has declared what schedule '" + document.key() + "' enqueues"));
                }
            } catch (PayloadException unreadable) {
                leave(document, now, leftToOthers, unreadable);
            }
        }
        return readable;
    }

    private void leave(Document document, Instant now, Set<String> leftToOthers, RuntimeException why) {
        leftToOthers.add(document.key());
        if (document.due().orElse(now).isBefore(now.minus(PUT_OFF))) {
            putOff(document, now, why);
        }
    }

    /** All of them in one write; empty if other nodes were quicker with one of them. */
    private Optional<Integer> fireTogether(List<Due> batch, Instant now) {
        try {
            Map<JobId, JobRecord> jobs = openJobs(batch);
            List<Plan> plans = new ArrayList<>(batch.size());
            for (Due due : batch) {
                plans.add(Planner.plan(due.document, due.schedule, jobs, now, maker));
            }
            return store(plans);
        } catch (RuntimeException error) {
            return Optional.of(batch.size() > 1 ? fireOneByOne(batch, now) : putOff(batch.get(0).document, now, error));
        }
    }

    /** One of many is in the way of the others, or the backend is gone, which the first one will show. */
    private int fireOneByOne(List<Due> batch, Instant now) {
        int fired = 0;
        for (Due due : batch) {
            fired += fireTogether(List.of(due), now).orElse(0);
        }
        return fired;
    }

    private Map<JobId, JobRecord> openJobs(List<Due> batch) {
        List<JobId> ids = batch.stream()
                .flatMap(due -> due.schedule.openRuns())
                .map(ScheduledRun::id)
                .toList();
        return ids.isEmpty() ? Map.of() : RunBook.byId(backend.inspector().findAll(ids));
    }

    private Optional<Integer> store(List<Plan> plans) {
        List<JobId> cancels =
                plans.stream().flatMap(plan -> plan.cancels().stream()).toList();
        if (!cancels.isEmpty()) {
            // before the write, so that nobody is left uncancelled whom the new job waits for
            backend.cancel(JobFilter.ids(cancels), "its schedule has fired again", cancels.size());
        }
        List<StoredRequest> jobs =
                plans.stream().flatMap(plan -> plan.jobs().stream()).toList();
        List<DocumentChange> changes = plans.stream()
                .sorted(Comparator.comparing(Plan::name)) // all nodes lock in the same order
                .map(Plan::change)
                .toList();
        if (!backend.enqueue(new EnqueueBatch(jobs, changes, false)).accepted()) {
            return Optional.empty();
        }
        plans.forEach(plan -> plan.events().forEach(listener::on));
        return Optional.of(jobs.size());
    }

    /** Lets others go first. The fire time stays what it was. */
    private int putOff(Document document, Instant now, RuntimeException why) {
        boolean mine = backend.documents()
                .apply(List.of(new DocumentChange.Put(
                        document.namespace(),
                        document.key(),
                        document.version(),
                        Optional.of(now.plus(PUT_OFF)),
                        document.json())));
        if (mine) {
            listener.on(new JobEvent.ScheduleFailed(document.key(), why, PUT_OFF));
        }
        return 0;
    }
}
