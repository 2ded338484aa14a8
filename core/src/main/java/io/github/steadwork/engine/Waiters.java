package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads that wait for jobs to end. They are woken by settles of this process, and look for those of others. */
final class Waiters {

    private final JobInspector inspector;
    private final Duration poll;
    private final Map<JobId, CountDownLatch> waiting = new ConcurrentHashMap<>();

    Waiters(JobInspector inspector, Duration poll) {
        this.inspector = inspector;
        this.poll = poll;
    }

    /** Wakes whoever waits for one of these. */
    void ended(List<Ended> settled) {
        if (waiting.isEmpty()) {
            return;
        }
        for (Ended ended : settled) {
            CountDownLatch latch = waiting.get(ended.attempt().job().id());
            if (latch != null && ended.outcome().state().isFinal()) {
                latch.countDown();
            }
        }
    }

    /** The job when it has ended; empty if it has not within the timeout. */
    Optional<JobRecord> await(JobId id, Duration timeout) throws InterruptedException {
        CountDownLatch latch = waiting.computeIfAbsent(id, key -> new CountDownLatch(1));
        try {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (true) {
                Optional<JobRecord> ended =
                        inspector.find(id).filter(job -> job.state().isFinal());
                long left = deadline - System.nanoTime();
                if (ended.isPresent() || left <= 0) {
                    return ended;
                }
                if (latch.await(Math.min(left, poll.toNanos()), TimeUnit.NANOSECONDS)) {
                    latch = waiting.compute(id, (key, old) -> new CountDownLatch(1));
                }
            }
        } finally {
            waiting.remove(id);
        }
    }
}
