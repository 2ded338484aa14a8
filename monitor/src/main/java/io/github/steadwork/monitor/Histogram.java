package io.github.steadwork.monitor;

import java.util.Arrays;

/**
 * Counts lengths of time in buckets that grow with them: 16 to each doubling, so a bucket is at most a sixteenth as wide as
 * its lower bound, and its middle at most a thirty-second from any length in it. Only buckets that are used take memory, six
 * bytes each, of {@value #BUCKETS}: thousands of types that are seldom busy cost little. Guarded by its owner.
 */
final class Histogram {

    static final int BUCKETS = 608;

    private static final int SUB_BITS = 4;
    private static final int SUBS = 1 << SUB_BITS;

    /** 2^40 microseconds are 12.7 days. */
    private static final long HIGHEST = (1L << 40) - 1;

    /** In ascending order, as many as {@link #used} says. */
    private short[] buckets = {};

    private int[] counts = {};
    private int used;
    private long sum;
    private long largest;

    void record(long micros) {
        count(bucketOf(micros), 1);
        sum += Math.max(0, micros);
        largest = Math.max(largest, micros);
    }

    void add(Histogram other) {
        for (int i = 0; i < other.used; i++) {
            count(other.buckets[i], other.counts[i]);
        }
        sum += other.sum;
        largest = Math.max(largest, other.largest);
    }

    void addTo(Distribution distribution) {
        for (int i = 0; i < used; i++) {
            distribution.add(buckets[i], counts[i]);
        }
        distribution.reach(sum, largest);
    }

    /** As it is stored: the sum, the largest, and pairs of a bucket and its count. */
    long[] numbers() {
        long[] numbers = new long[2 + 2 * used];
        numbers[0] = sum;
        numbers[1] = largest;
        for (int i = 0; i < used; i++) {
            numbers[2 + 2 * i] = buckets[i];
            numbers[3 + 2 * i] = counts[i];
        }
        return numbers;
    }

    /** Adds what {@link #numbers} has given. */
    void add(long[] numbers) {
        sum += numbers[0];
        largest = Math.max(largest, numbers[1]);
        for (int i = 2; i + 1 < numbers.length; i += 2) {
            count((int) Math.max(0, Math.min(BUCKETS - 1, numbers[i])), Math.toIntExact(numbers[i + 1]));
        }
    }

    private void count(int bucket, int times) {
        int place = Arrays.binarySearch(buckets, 0, used, (short) bucket);
        if (place < 0) {
            place = -place - 1;
            makeRoom(place);
            buckets[place] = (short) bucket;
            counts[place] = 0;
        }
        counts[place] += times;
    }

    private void makeRoom(int place) {
        if (used == buckets.length) {
            int roomier = Math.max(4, used + used / 2);
            buckets = Arrays.copyOf(buckets, roomier);
            counts = Arrays.copyOf(counts, roomier);
        }
        System.arraycopy(buckets, place, buckets, place + 1, used - place);
        System.arraycopy(counts, place, counts, place + 1, used - place);
        used++;
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
}
