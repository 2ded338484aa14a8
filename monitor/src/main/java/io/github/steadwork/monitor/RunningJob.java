package io.github.steadwork.monitor;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An attempt that is being made, at one moment.
 *
 * @param id the job
 * @param type the name of its type
 * @param queue the queue that it came from
 * @param attempt which attempt it is, from 1
 * @param worker who runs it; empty if the event did not say
 * @param since when it began
 * @param ran how long it has been running; never negative
 * @param progress what it last said of how far it is; {@link Progress#NONE} if it never has
 * @param rate units per second since the job began to count them, or to count them anew; 0 while unknown
 */
public record RunningJob(
        JobId id,
        String type,
        String queue,
        int attempt,
        Optional<WorkerId> worker,
        Instant since,
        Duration ran,
        Progress progress,
        double rate) {

    /** Checks the fields. */
    public RunningJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(progress, "progress");
        if (ran.isNegative()) {
            throw new IllegalArgumentException("ran is " + ran + ", allowed is zero or more");
        }
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("rate is " + rate + ", allowed is 0 or more");
        }
    }

    /** The time that is left at the present rate; empty while that or the total is unknown. */
    public Optional<Duration> eta() {
        if (progress.total().isEmpty() || rate <= 0) {
            return Optional.empty();
        }
        long left = Math.max(0, progress.total().getAsLong() - progress.done());
        return Optional.of(Duration.ofMillis(Math.round(left / rate * 1000)));
    }
}
