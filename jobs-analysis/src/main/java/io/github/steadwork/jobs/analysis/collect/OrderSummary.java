package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.SortedKeys;
import io.github.steadwork.jobs.analysis.statistics.ValueCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one ascending pass over keys shows: how many are different, which are the most frequent, and the percentiles.
 *
 * <p>Percentiles are of type 7: that of share p lies at the place (n - 1) p, counted from 0, between its neighbours.
 */
final class OrderSummary {

    private final KeyKind kind;
    private final long size;
    private final Map<Long, Long> keyAtRank;
    private final long distinct;
    private final List<ValueCount> top;

    private record Frequency(long key, long count) {}

    private OrderSummary(KeyKind kind, long size, Map<Long, Long> keyAtRank, long distinct, List<ValueCount> top) {
        this.kind = kind;
        this.size = size;
        this.keyAtRank = keyAtRank;
        this.distinct = distinct;
        this.top = top;
    }

    static OrderSummary of(SortedKeys keys, KeyKind kind, int topValues, List<Double> percents) {
        long[] ranks = ranks(keys.size(), percents);
        Map<Long, Long> found = new TreeMap<>();
        // The worst of the best is at the head: the rarest, and of those the greatest.
        PriorityQueue<Frequency> best = new PriorityQueue<>(
                Comparator.comparingLong(Frequency::count).thenComparing(Frequency::key, Comparator.reverseOrder()));
        SortedKeys.Cursor cursor = keys.ascending();
        long rank = 0;
        long distinct = 0;
        long same = 0;
        long before = 0;
        int wanted = 0;
        while (cursor.next()) {
            long key = cursor.key();
            if (same > 0 && key != before) {
                offer(best, before, same, topValues);
                same = 0;
            }
            if (same == 0) {
                distinct++;
            }
            same++;
            before = key;
            if (wanted < ranks.length && ranks[wanted] == rank) {
                found.put(rank, key);
                wanted++;
            }
            rank++;
        }
        if (same > 0) {
            offer(best, before, same, topValues);
        }
        return new OrderSummary(kind, rank, found, distinct, described(best, kind));
    }

    private static void offer(PriorityQueue<Frequency> best, long key, long count, int most) {
        Frequency rarest = best.peek();
        if (best.size() < most) {
            best.add(new Frequency(key, count));
        } else if (rarest != null && count > rarest.count()) {
            best.poll();
            best.add(new Frequency(key, count));
        }
    }

    private static List<ValueCount> described(PriorityQueue<Frequency> best, KeyKind kind) {
        List<ValueCount> top = new ArrayList<>();
        while (!best.isEmpty()) {
            Frequency next = best.remove();
            top.add(0, new ValueCount(OrderedCollector.text(kind.value(next.key())), next.count()));
        }
        return top;
    }

    /** The places, from 0, whose keys the percentiles need: those asked for, and the ones that this class always gives. */
    private static long[] ranks(long size, List<Double> percents) {
        TreeSet<Long> ranks = new TreeSet<>();
        if (size > 0) {
            List<Double> all = new ArrayList<>(percents);
            all.addAll(List.of(0.0, 1.0, 25.0, 50.0, 75.0, 99.0, 100.0));
            for (double percent : all) {
                long low = (long) place(size, percent);
                ranks.add(low);
                ranks.add(Math.min(low + 1, size - 1));
            }
        }
        return ranks.stream().mapToLong(Long::longValue).toArray();
    }

    private static double place(long size, double percent) {
        return (size - 1) * (percent / 100);
    }

    long size() {
        return size;
    }

    long distinct() {
        return distinct;
    }

    List<ValueCount> top() {
        return top;
    }

    /** A percentile as a number; NaN if there are no keys. */
    double quantile(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        double place = place(size, percent);
        double low = kind.number(keyAt((long) place));
        double high = kind.number(keyAt(Math.min((long) place + 1, size - 1)));
        double part = place - Math.floor(place);
        return low == high || part == 0 ? low : low * (1 - part) + high * part;
    }

    /** A percentile as text; numbers that lie between two are interpolated, of times the earlier is taken. */
    Optional<String> text(double percent) {
        if (size == 0) {
            return Optional.empty();
        }
        double place = place(size, percent);
        long low = keyAt((long) place);
        boolean exact = place == Math.floor(place) || low == keyAt(Math.min((long) place + 1, size - 1));
        boolean number = kind == KeyKind.LONG || kind == KeyKind.DOUBLE;
        return Optional.of(OrderedCollector.text(exact || !number ? kind.value(low) : (Object) quantile(percent)));
    }

    private long keyAt(long rank) {
        Long key = keyAtRank.get(rank);
        if (key == null) {
            throw new IllegalStateException("no key was kept of place " + rank + " of " + size);
        }
        return key;
    }
}
