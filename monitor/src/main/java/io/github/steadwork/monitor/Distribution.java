package io.github.steadwork.monitor;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** The sum of histograms, and what can be read from it. Can be used again. Used by one thread at a time. */
final class Distribution {

    private final long[] counts = new long[Histogram.BUCKETS];

    /** No bucket below this is used; all there are while none is. */
    private int lowest = Histogram.BUCKETS;

    private int highest = -1;
    private long count;
    private long sum;
    private long largest;

    void clear() {
        if (highest >= 0) {
            Arrays.fill(counts, lowest, highest + 1, 0);
        }
        lowest = Histogram.BUCKETS;
        highest = -1;
        count = 0;
        sum = 0;
        largest = 0;
    }

    void add(int bucket, long times) {
        counts[bucket] += times;
        count += times;
        lowest = Math.min(lowest, bucket);
        highest = Math.max(highest, bucket);
    }

    void reach(long total, long micros) {
        sum += total;
        largest = Math.max(largest, micros);
    }

    /** How many buckets are used; the sum, the largest, and of each such bucket how far it is from the last, and its count. */
    void write(Packed.Writer writer) {
        int used = 0;
        for (int bucket = lowest; bucket <= highest; bucket++) {
            used += counts[bucket] == 0 ? 0 : 1;
        }
        writer.number(used);
        if (used == 0) {
            return;
        }
        writer.number(sum);
        writer.number(largest);
        int last = -1;
        for (int bucket = lowest; bucket <= highest; bucket++) {
            if (counts[bucket] != 0) {
                writer.pair(bucket - last, counts[bucket]);
                last = bucket;
            }
        }
    }

    /** Adds what {@link #write} has written. */
    void add(Packed.Reader reader) {
        long used = reader.number();
        if (used == 0) {
            return;
        }
        reach(reader.number(), reader.number());
        int bucket = -1;
        for (long i = 0; i < used; i++) {
            bucket += (int) reader.first();
            add(bucket, reader.second());
        }
    }

    Percentiles percentiles() {
        return count == 0
                ? Percentiles.NONE
                : new Percentiles(
                        count, percentile(50), percentile(90), percentile(99), micros(largest), micros(sum / count));
    }

    private Duration percentile(int percent) {
        long rank = (count * percent + 99) / 100;
        int bucket = lowest;
        for (long below = counts[bucket]; below < rank; below += counts[bucket]) {
            bucket++;
        }
        return micros(Math.min(Histogram.middleOf(bucket), largest));
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
