package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What applications do with workers: list them, let them rest, give them work by hand, stop all of them, and see what none of them can
 * run. Safe for many threads.
 */
public final class WorkerManager {

    private static final int PAGE = 1_000;

    private final QueueBackend backend;
    private final Orders orders;
    private final BreakerBoard breakers;
    private final Duration leaseTime;
    private final Deeds deeds;

    WorkerManager(QueueBackend backend, Orders orders, BreakerBoard breakers, Duration leaseTime, Deeds deeds) {
        this.backend = backend;
        this.orders = orders;
        this.breakers = breakers;
        this.leaseTime = leaseTime;
        this.deeds = deeds;
    }

    /** The same, on behalf of somebody; as {@link QueueManager#as}. */
    public WorkerManager as(String actor) {
        return new WorkerManager(backend, orders, breakers, leaseTime, deeds.as(actor));
    }

    /**
     * All workers that are entered, with their states, figures and heartbeats. One that has not been heard of for the lease time is
     * OFFLINE; it is struck out soon.
     */
    public List<WorkerRecord> list() {
        Instant gone = backend.documents().now().minus(leaseTime);
        return backend.workers().list().stream()
                .map(worker -> worker.heartbeat().isBefore(gone)
                        ? worker.seen(WorkerState.OFFLINE, worker.vitals(), worker.since(), worker.heartbeat())
                        : worker)
                .toList();
    }

    /** Strikes a worker out; what it holds may be taken back at once. One that still lives enters again as another life. */
    public void deregister(WorkerId worker) {
        backend.workers().leave(worker);
        deeds.tell("deregister", "worker " + worker, "");
    }

    /**
     * Lets the workers with this name rest, within about a second: they finish what they run, hand back what they have not started,
     * and claim nothing until {@link #resume}. It outlives their restarts.
     */
    public void rest(String name) {
        orders.rest(name);
        deeds.tell("rest", "worker " + name, "");
    }

    /** Lets the workers with this name claim again. */
    public void resume(String name) {
        orders.resume(name);
        deeds.tell("resume", "worker " + name, "");
    }

    /**
     * Stops everything, within about a second: no worker claims any more until {@link #resumeAll}, and all that runs is interrupted
     * and becomes CANCELLED. What a worker had claimed and not started is QUEUED again, and so is what a worker held that is gone.
     *
     * @return the jobs that workers held; redrive them to have those run again that became CANCELLED
     */
    public List<JobId> emergencyStop(String reason, ForceStop how) {
        List<JobId> held = new ForceStops(backend).running(JobFilter.ALL);
        orders.stopAll(new Orders.Stop(reason, how));
        deeds.tell("stop", "all workers", reason);
        return held;
    }

    /** Lets all workers claim again after an emergency stop, but for those that rest by name. */
    public void resumeAll() {
        orders.resumeAll();
        deeds.tell("resume", "all workers", "");
    }

    /**
     * Assigns a job that has not started to the workers of this name: no other one runs it.
     *
     * @return whether it had not started
     */
    public boolean assign(JobId job, String worker) {
        boolean assigned = backend.update(JobFilter.id(job), JobChange.NONE.worker(worker), 1) == 1;
        if (assigned) {
            deeds.toJobs("assign", JobFilter.id(job), "to " + worker);
        }
        return assigned;
    }

    /**
     * Shares the work out anew: frees jobs that are assigned to workers which are not there any more; and within about a second each
     * worker hands back what it has not started, and those that are clearly less fit than their peers let pre-emptible jobs go at their
     * next checkpoint. It reads all queued jobs.
     *
     * @return how many jobs were freed
     */
    public int rebalance() {
        Set<String> there = list().stream()
                .filter(worker -> worker.state() != WorkerState.OFFLINE)
                .map(worker -> WorkerRecord.WORKER + worker.id().name())
                .collect(Collectors.toSet());
        List<JobId> orphaned = queued(job -> isOrphaned(job.request(), there), Integer.MAX_VALUE).stream()
                .map(JobRecord::id)
                .toList();
        for (int from = 0; from < orphaned.size(); from += PAGE) {
            List<JobId> some = orphaned.subList(from, Math.min(from + PAGE, orphaned.size()));
            backend.update(JobFilter.ids(some), JobChange.NONE.anyWorker(), PAGE);
        }
        orders.rebalance();
        deeds.tell("rebalance", "all workers", orphaned.size() + " jobs freed");
        return orphaned.size();
    }

    private static boolean isOrphaned(StoredRequest request, Set<String> there) {
        return request.flow().requires().stream()
                .anyMatch(required -> required.startsWith(WorkerRecord.WORKER) && !there.contains(required));
    }

    /** The circuit breakers that are open or probed. */
    public List<BreakerStatus> breakers() {
        return breakers.list().stream().map(BreakerBoard.Stored::status).toList();
    }

    /** Closes a circuit breaker by hand, within about a second. */
    public void closeBreaker(String name) {
        breakers.close(name);
        deeds.tell("close", "breaker " + name, "");
    }

    /**
     * QUEUED jobs that no living worker can run, newest first: none looks into their queue, or none that does can do what they
     * require. Whether one knows their type is not asked. It reads all queued jobs.
     *
     * @param limit how many at most
     */
    public List<JobRecord> unservable(int limit) {
        List<WorkerRecord> workers = list();
        return queued(job -> workers.stream().noneMatch(worker -> canRun(worker, job.request())), limit);
    }

    private List<JobRecord> queued(Predicate<JobRecord> wanted, int limit) {
        List<JobRecord> found = new ArrayList<>();
        Optional<JobId> olderThan = Optional.empty();
        List<JobRecord> page;
        do {
            page = backend.inspector().list(JobFilter.ALL.states(JobState.QUEUED), olderThan, PAGE);
            page.stream().filter(wanted).limit(limit - found.size()).forEach(found::add);
            olderThan = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE && found.size() < limit);
        return found;
    }

    private static boolean canRun(WorkerRecord worker, StoredRequest request) {
        return worker.slots() > 0
                && worker.state() != WorkerState.OFFLINE
                && worker.queues().contains(request.queue())
                && worker.offers().containsAll(request.flow().requires());
    }
}
