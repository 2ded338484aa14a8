package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What applications do with workers: list them, let them rest, and see what none of them can run. Safe for many threads. */
public final class WorkerManager {

    private static final int PAGE = 1_000;

    private final QueueBackend backend;
    private final Flags resting;
    private final Deeds deeds;

    WorkerManager(QueueBackend backend, Flags resting, Deeds deeds) {
        this.backend = backend;
        this.resting = resting;
        this.deeds = deeds;
    }

    /** The same, on behalf of somebody; as {@link QueueManager#as}. */
    public WorkerManager as(String actor) {
        return new WorkerManager(backend, resting, deeds.as(actor));
    }

    /** All workers that are entered, with their states and heartbeats. */
    public List<WorkerRecord> list() {
        return backend.workers().list();
    }

    /**
     * Lets the workers with this name rest, within about a second: they finish what they run, hand back what they have not started,
     * and claim nothing until {@link #resume}. It outlives their restarts.
     */
    public void rest(String name) {
        resting.raise(name);
        deeds.tell("rest", "worker " + name, "");
    }

    /** Lets the workers with this name claim again. */
    public void resume(String name) {
        resting.lower(name);
        deeds.tell("resume", "worker " + name, "");
    }

    /**
     * QUEUED jobs that no living worker can run, newest first: none looks into their queue, or none that does can do what they
     * require. Whether one knows their type is not asked. It reads all queued jobs.
     *
     * @param limit how many at most
     */
    public List<JobRecord> unservable(int limit) {
        List<WorkerRecord> workers = list();
        List<JobRecord> found = new ArrayList<>();
        Optional<JobId> olderThan = Optional.empty();
        List<JobRecord> page;
        do {
            page = backend.inspector().list(JobFilter.ALL.states(JobState.QUEUED), olderThan, PAGE);
            page.stream()
                    .filter(job -> workers.stream().noneMatch(worker -> canRun(worker, job.request())))
                    .limit(limit - found.size())
                    .forEach(found::add);
            olderThan = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE && found.size() < limit);
        return found;
    }

    private static boolean canRun(WorkerRecord worker, StoredRequest request) {
        return worker.slots() > 0
                && worker.queues().contains(request.queue())
                && worker.capabilities().containsAll(request.flow().requires());
    }
}
