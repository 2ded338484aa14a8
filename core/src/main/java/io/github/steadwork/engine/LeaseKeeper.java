package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.Vitals;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what this worker holds: says that it is alive, writes progress, and learns what it has lost and what should end.
 *
 * <p>Its methods are called by one thread at a time.
 */
final class LeaseKeeper {

    private final QueueBackend backend;
    private final Membership membership;
    private final HeldJobs held;
    private final Watchdog watchdog;
    private final JobListener listener;
    private final ForceStops forceStops;
    private Set<Lease> strays = Set.of();

    LeaseKeeper(QueueBackend backend, Membership membership, HeldJobs held, Watchdog watchdog, JobListener listener) {
        this.backend = backend;
        this.membership = membership;
        this.held = held;
        this.watchdog = watchdog;
        this.listener = listener;
        this.forceStops = new ForceStops(backend);
    }

    /** One heartbeat, and one question after all running jobs. */
    void beat(WorkerState state, Vitals vitals) {
        WorkerId before = membership.worker();
        if (!membership.heartbeat(state, vitals)) {
            held.all().forEach(watchdog::leaseLost);
            listener.on(new JobEvent.WorkerReplaced(before, membership.worker()));
        }
        List<Attempt> running = held.running();
        if (!running.isEmpty()) {
            extend(running);
        }
    }

    private void extend(List<Attempt> running) {
        LeaseReport report = backend.extend(running.stream()
                .map(attempt -> new LeaseUpdate(attempt.lease(), attempt.progress(), Optional.empty()))
                .toList());
        running.stream()
                .filter(attempt -> report.lost().contains(attempt.lease()))
                .forEach(watchdog::leaseLost);
        Map<JobId, String> cancelled = report.cancelRequested();
        running.stream()
                .filter(attempt -> cancelled.containsKey(attempt.job().id()))
                .forEach(attempt ->
                        cancel(attempt, cancelled.getOrDefault(attempt.job().id(), "cancelled")));
    }

    private void cancel(Attempt attempt, String reason) {
        Optional<ForceStop> force = forceStops.take(attempt.job().id());
        if (force.isEmpty()) {
            watchdog.cancel(attempt, reason);
            return;
        }
        force(attempt, reason, force.get());
    }

    /** Ends an attempt at once, without a grace. */
    void force(Attempt attempt, String reason, ForceStop how) {
        if (how == ForceStop.CLEAN) {
            attempt.cleanUp();
        }
        watchdog.force(attempt, reason);
    }

    /** Tells listeners how far the running jobs are that say so. */
    void tellProgress() {
        for (Attempt attempt : held.running()) {
            Optional<Progress> progress = attempt.progress();
            progress.ifPresent(now -> listener.on(new JobEvent.Progressed(attempt.job(), now)));
        }
    }

    /**
     * Gives back leases that are stored for this worker but that it does not hold: the reply to their claim was lost. Only
     * those that were strays at the look before too, for a claim may just be on its way.
     */
    void releaseStrays() {
        Set<Lease> now = new HashSet<>(backend.inspector().leases(membership.worker()));
        now.removeAll(held.leases());
        List<Settlement> releases = now.stream()
                .filter(strays::contains)
                .map(lease -> new Settlement(
                        lease, new Outcome.Released("the reply to the claim was lost", false), Duration.ZERO))
                .toList();
        if (!releases.isEmpty()) {
            backend.settle(releases);
        }
        strays = now;
    }
}
