package io.github.steadwork.monitor;

import io.github.steadwork.job.DataVolume;
import java.time.Duration;

/**
 * What happened within a window.
 *
 * @param window which one
 * @param covered how much time it covers: less than its length by up to a step, and while the monitor is young, its age
 * @param counts how often what happened
 * @param durations how long attempts ran that succeeded, failed or are retried; those that were cancelled, released or that
 *     snoozed say nothing of a job's length and are left out
 * @param waits how long jobs waited from the time they were due until an attempt began; by the monitor's clock against the
 *     backend's, so it is as good as these two agree, and never negative
 * @param data what jobs said that they have read and written
 */
public record WindowStatistics(
        Window window,
        Duration covered,
        EventCounts counts,
        Percentiles durations,
        Percentiles waits,
        DataVolume data) {

    /** Jobs that reached their end, per second; 0 while no time is covered. */
    public double throughput() {
        return throughput(Duration.ofSeconds(1));
    }

    /** Jobs that reached their end, per so much time, as a minute or an hour; 0 while no time is covered. */
    public double throughput(Duration per) {
        return covered.isZero() ? 0 : counts.finished() * (per.toNanos() / (double) covered.toNanos());
    }
}
