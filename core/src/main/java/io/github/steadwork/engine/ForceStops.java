package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which running jobs are to be stopped by force. It is said in a document beside the cancel; a worker looks for it when it learns of a
 * cancel, and at no other time.
 */
final class ForceStops {

    private static final String NAMESPACE = "force-stop";
    private static final int BATCH = 500;

    /** Whoever it concerned has read it long before, or is dead. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final QueueBackend backend;

    ForceStops(QueueBackend backend) {
        this.backend = backend;
    }

    /** Stops the unfinished jobs that are meant; gives those that were running. */
    List<JobId> stop(JobFilter which, String reason, ForceStop how) {
        List<JobId> running = running(which);
        running.forEach(id -> order(id, how));
        clean(which, how);
        backend.cancel(which, reason, Integer.MAX_VALUE);
        for (int from = 0; from < running.size(); from += BATCH) {
            clean(JobFilter.ids(running.subList(from, Math.min(from + BATCH, running.size()))), how);
        }
        return running;
    }

    /** What has not started before its cancel, and what runs after it: its worker may never come to do so. */
    private void clean(JobFilter which, ForceStop how) {
        if (how == ForceStop.CLEAN) {
            backend.update(which, JobChange.NONE.fromTheStart(), Integer.MAX_VALUE);
        }
    }

    /** The jobs that workers hold, of those that are meant. */
    List<JobId> running(JobFilter which) {
        List<JobId> running = new ArrayList<>();
        if (!which.states().isEmpty() && !which.states().contains(JobState.RUNNING)) {
            return running;
        }
        JobFilter now = which.states(JobState.RUNNING);
        Optional<JobId> olderThan = Optional.empty();
        List<JobRecord> page;
        do {
            page = backend.inspector().list(now, olderThan, BATCH);
            page.forEach(job -> running.add(job.id()));
            olderThan = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == BATCH);
        return running;
    }

    private void order(JobId id, ForceStop how) {
        Instant forgotten = backend.documents().now().plus(KEPT);
        long version = backend.documents()
                .get(NAMESPACE, id.toString())
                .map(Document::version)
                .orElse(0L);
        String json = "{\"how\":\"" + how.name() + "\"}";
        backend.documents()
                .apply(List.of(
                        new DocumentChange.Put(NAMESPACE, id.toString(), version, Optional.of(forgotten), json)));
    }

    /** Whether and how a cancelled job is to be stopped by force. It is said once. */
    Optional<ForceStop> take(JobId id) {
        Optional<Document> order = backend.documents().get(NAMESPACE, id.toString());
        order.ifPresent(this::forget);
        return order.map(
                one -> one.json().contains(ForceStop.CLEAN.name()) ? ForceStop.CLEAN : ForceStop.KEEP_CHECKPOINT);
    }

    private void forget(Document order) {
        backend.documents().apply(List.of(new DocumentChange.Delete(NAMESPACE, order.key(), order.version())));
    }

    /** Forgets those that nobody has taken. */
    void forgetOld() {
        backend.documents().due(NAMESPACE, BATCH).forEach(this::forget);
    }
}
