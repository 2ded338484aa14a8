package io.github.steadwork.monitor;

import io.github.steadwork.job.DataVolume;
import java.time.Duration;
import java.time.Instant;

/**
 * What happened on all nodes within one minute or one hour.
 *
 * @param start when it began
 * @param length how long it is
 * @param counts how often what happened
 * @param durations how long attempts ran that succeeded, failed or are retried
 * @param waits how long jobs waited from the time they were due until an attempt began
 * @param data what jobs said that they have read and written
 */
public record Rollup(
        Instant start,
        Duration length,
        EventCounts counts,
        Percentiles durations,
        Percentiles waits,
        DataVolume data) {}
