package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Reclaimed;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.retry.ErrorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes jobs back from workers that are gone. */
final class Reclaiming {

    private final Jobs jobs;
    private final Workers workers;
    private final Instant now;

    Reclaiming(Jobs jobs, Workers workers, Instant now) {
        this.jobs = jobs;
        this.workers = workers;
        this.now = now;
    }

    List<Reclaimed> run(ReclaimRule rule) {
        workers.strikeOut(now.minus(rule.leaseTime()));
        List<Reclaimed> reclaimed = new ArrayList<>();
        for (Entry entry : jobs.leases().heldByOthersThan(workers::isEntered, rule.limit())) {
            WorkerId worker = entry.worker;
            if (worker != null) {
                reclaimed.add(reclaim(entry, worker, rule.maxCrashes()));
            }
        }
        return reclaimed;
    }

    private Reclaimed reclaim(Entry entry, WorkerId worker, int maxCrashes) {
        if (entry.started) {
            entry.crashes++;
        }
        entry.suspect = true;
        boolean parked = entry.crashes > maxCrashes;
        ErrorInfo crash = crash(entry, worker);
        Instant claimedAt = entry.claimedAt == null ? now : entry.claimedAt;
        entry.addAttempt(new AttemptRecord(entry.attempt, worker, claimedAt, now, "crashed", Optional.of(crash)));
        if (entry.cancelReason != null) {
            entry.error = Settling.cancelled(entry.cancelReason);
            jobs.toEnded(entry, JobState.CANCELLED, now);
        } else if (parked) {
            entry.error = crash;
            jobs.toEnded(entry, JobState.FAILED, now);
        } else {
            entry.error = crash;
            jobs.toQueued(entry, now);
        }
        return new Reclaimed(entry.id, entry.request.type(), worker, entry.state == JobState.FAILED);
    }

    private static ErrorInfo crash(Entry entry, WorkerId worker) {
        String blame = entry.started
                ? "; the job has taken " + entry.crashes + " workers down with it"
                : "; it is unknown whether the job had started";
        return ErrorInfo.of("crashed", "worker " + worker + " died" + blame, ErrorKind.TRANSIENT);
    }
}
