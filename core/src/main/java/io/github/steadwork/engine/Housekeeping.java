package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobQueue;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.ReclaimRule;
import java.time.Duration;
import java.util.Optional;

/**
 * What has to be done for all workers and is done by each, now and then: taking back what dead workers held, unblocking what has
 * waited long enough, purging what is old. Doing it twice does no harm, so nobody has to be elected for it.
 */
final class Housekeeping {

    private static final int BATCH = 1_000;

    private final JobQueue queue;
    private final JobListener listener;
    private final ReclaimRule reclaimRule;
    private final Duration retention;
    private final Optional<Duration> failedRetention;
    private final ForceStops forceStops;

    Housekeeping(QueueBackend queue, JobListener listener, JobConfig config) {
        this.queue = queue;
        this.forceStops = new ForceStops(queue);
        this.listener = listener;
        this.reclaimRule = new ReclaimRule(config.leaseTime(), config.maxCrashes(), BATCH);
        this.retention = config.retention();
        this.failedRetention = config.failedRetention();
    }

    /** Takes back the jobs of workers that are gone. */
    void reclaim() {
        queue.reclaim(reclaimRule)
                .forEach(back ->
                        listener.on(new JobEvent.Reclaimed(back.id(), back.type(), back.worker(), back.parked())));
    }

    /** Moves on the jobs that have waited for others which have ended. */
    void unblock() {
        while (queue.unblock(BATCH) == BATCH) {
            // there may be more
        }
    }

    /** Deletes what has ended long ago; FAILED jobs only where somebody has set how long they stay. */
    void purge() {
        purge(retention, JobState.SUCCEEDED, JobState.CANCELLED);
        failedRetention.ifPresent(length -> purge(length, JobState.FAILED));
        forceStops.forgetOld();
    }

    private void purge(Duration length, JobState... states) {
        JobFilter ended = JobFilter.ALL.states(states);
        while (queue.purge(ended, length, BATCH) == BATCH) {
            // there may be more
        }
    }
}
