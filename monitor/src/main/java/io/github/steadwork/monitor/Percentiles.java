package io.github.steadwork.monitor;

import java.time.Duration;

/**
 * How lengths of time are distributed. A percentile is the least length that so many percent do not exceed (nearest rank),
 * within 3.2 % of its exact value from 1 microsecond to 12 days; count, mean and the greatest length are exact, to the
 * microsecond. All lengths are zero if there were none.
 *
 * @param count how many there were
 * @param p50 the median
 * @param p90 what 90 % do not exceed
 * @param p99 what 99 % do not exceed
 * @param max the greatest
 * @param mean their sum divided by their count
 */
public record Percentiles(long count, Duration p50, Duration p90, Duration p99, Duration max, Duration mean) {

    /** Of no lengths. */
    public static final Percentiles NONE =
            new Percentiles(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
