package io.github.steadwork.monitor;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The sum of histograms, and what can be read from it. Used by one thread. */
final class Distribution {

    private final long[] counts = new long[Histogram.BUCKETS];
    private long count;
    private long sum;
    private long largest;

    void add(int bucket, long times) {
        counts[bucket] += times;
        count += times;
    }

    void reach(long total, long micros) {
        sum += total;
        largest = Math.max(largest, micros);
    }

    Percentiles percentiles() {
        return count == 0
                ? Percentiles.NONE
                : new Percentiles(
                        count, percentile(50), percentile(90), percentile(99), micros(largest), micros(sum / count));
    }

    private Duration percentile(int percent) {
        long rank = (count * percent + 99) / 100;
        int bucket = 0;
        for (long below = counts[0]; below < rank; below += counts[bucket]) {
            bucket++;
        }
        return micros(Math.min(Histogram.middleOf(bucket), largest));
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
