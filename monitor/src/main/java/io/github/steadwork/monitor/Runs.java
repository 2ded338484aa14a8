package io.github.steadwork.monitor;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.WorkerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is running, one run to a job. Safe for use by many threads.
 *
 * <p>A retried job may start anew before the end of its last attempt is told; so an end takes away only the run of its own
 * claim. A run whose end is never told goes when its job starts anew or is reclaimed, or when its engine stops.
 */
final class Runs {

    /** What is kept at most: far more than one process runs at a time, and a bound on what could go wrong. */
    static final int MOST = 10_000;

    private final ConcurrentHashMap<JobId, Run> runs = new ConcurrentHashMap<>();

    void started(JobRecord job, Instant now) {
        if (runs.mappingCount() < MOST || runs.containsKey(job.id())) {
            runs.put(job.id(), new Run(job, now));
        }
    }

    void progressed(JobRecord job, Progress progress) {
        Run run = runs.get(job.id());
        if (run != null && run.isOf(job)) {
            run.progressed(progress);
        }
    }

    void ended(JobRecord job) {
        Run run = runs.get(job.id());
        if (run != null && run.isOf(job)) {
            runs.remove(job.id(), run);
        }
    }

    void reclaimed(JobId id, WorkerId from) {
        Run run = runs.get(id);
        if (run != null && run.isOn(from)) {
            runs.remove(id, run);
        }
    }

    /** A worker goes on under another name. */
    void replaced(WorkerId before, WorkerId now) {
        runs.values().stream().filter(run -> run.isOn(before)).forEach(run -> run.moveTo(now));
    }

    void stopped(WorkerId worker) {
        runs.values().removeIf(run -> run.isOn(worker));
    }

    List<RunningJob> snapshot(Instant now) {
        return runs.values().stream()
                .map(run -> run.snapshot(now))
                .sorted(Comparator.comparing(RunningJob::since).thenComparing(RunningJob::id))
                .toList();
    }
}
