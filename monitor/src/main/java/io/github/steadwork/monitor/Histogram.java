package io.github.steadwork.monitor;

import java.util.Arrays;

/**
 * Counts lengths of time in buckets that grow with them: 16 to each doubling, so a bucket is at most a sixteenth as wide as
 * its lower bound, and its middle at most a thirty-second from any length in it. Only the range of buckets that is used
 * takes memory, at most {@value #BUCKETS} counters. Guarded by its owner.
 */
final class Histogram {

    static final int BUCKETS = 608;

    private static final int SUB_BITS = 4;
    private static final int SUBS = 1 << SUB_BITS;

    /** 2^40 microseconds are 12.7 days. */
    private static final long HIGHEST = (1L << 40) - 1;

    private static final int[] UNUSED = {};

    private int first;
    private int[] counts = UNUSED;
    private long largest;

    void record(long micros) {
        int bucket = bucketOf(micros);
        cover(bucket, bucket);
        counts[bucket - first]++;
        largest = Math.max(largest, micros);
    }

    void add(Histogram other) {
        if (other.counts.length == 0) {
            return;
        }
        cover(other.first, other.first + other.counts.length - 1);
        for (int i = 0; i < other.counts.length; i++) {
            counts[other.first - first + i] += other.counts[i];
        }
        largest = Math.max(largest, other.largest);
    }

    void addTo(Distribution distribution) {
        for (int i = 0; i < counts.length; i++) {
            distribution.add(first + i, counts[i]);
        }
        distribution.reach(largest);
    }

    /** Below 16 the buckets are one microsecond wide, and the formula for the others gives that up to 32 as well. */
    private static int bucketOf(long micros) {
        long length = Math.max(0, Math.min(micros, HIGHEST));
        if (length < SUBS) {
            return (int) length;
        }
        int doublings = Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(length);
        return (doublings << SUB_BITS) + (int) (length >>> doublings);
    }

    /** The middle of a bucket. */
    static long middleOf(int bucket) {
        if (bucket < 2 * SUBS) {
            return bucket;
        }
        int doublings = (bucket >>> SUB_BITS) - 1;
        long low = (long) ((bucket & (SUBS - 1)) + SUBS) << doublings;
        return low + (1L << (doublings - 1));
    }

    private void cover(int low, int high) {
        if (counts.length == 0) {
            first = low & -SUBS;
            counts = new int[(high | (SUBS - 1)) + 1 - first];
        } else if (low < first) {
            int start = low & -SUBS;
            int[] wider = new int[first + counts.length - start];
            System.arraycopy(counts, 0, wider, first - start, counts.length);
            first = start;
            counts = wider;
        }
        if (high >= first + counts.length) {
            counts = Arrays.copyOf(counts, (high | (SUBS - 1)) + 1 - first);
        }
    }
}
