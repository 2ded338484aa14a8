package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.NiceScale;
import io.github.steadwork.jobs.analysis.numbers.SortedKeys;
import io.github.steadwork.jobs.analysis.statistics.Histogram;
import java.util.ArrayList;
import java.util.List;

/** Counts sorted numbers between round edges. */
final class Histograms {

    /** So many times longer than the range of the middle 98 % must the whole range be before its ends are cut off. */
    private static final double FAR = 3;

    private Histograms() {}

    static Histogram of(SortedKeys keys, KeyKind kind, OrderSummary summary, int bins) {
        if (keys.size() == 0) {
            return Histogram.EMPTY;
        }
        boolean cut = isCut(summary);
        NiceScale scale = scale(kind, summary, bins, cut);
        long[] counts = new long[scale.steps()];
        long below = 0;
        long above = 0;
        SortedKeys.Cursor cursor = keys.ascending();
        int bin = 0;
        double low = scale.value(0);
        double high = scale.high();
        double end = scale.value(1);
        while (cursor.next()) {
            double x = kind.number(cursor.key());
            while (x >= end && bin < counts.length - 1) {
                bin++;
                end = scale.value(bin + 1);
            }
            if (cut && x < low) {
                below++;
            } else if (cut && x > high) {
                above++;
            } else {
                counts[bin]++;
            }
        }
        return new Histogram(scale.values(), boxed(counts), below, above);
    }

    private static boolean isCut(OrderSummary summary) {
        double middle = summary.quantile(99) - summary.quantile(1);
        return middle > 0 && summary.quantile(100) - summary.quantile(0) > FAR * middle;
    }

    private static NiceScale scale(KeyKind kind, OrderSummary summary, int bins, boolean cut) {
        double low = summary.quantile(cut ? 1 : 0);
        double high = summary.quantile(cut ? 99 : 100);
        return NiceScale.of(low, high, bins, kind == KeyKind.LONG ? 1 : 0);
    }

    private static List<Long> boxed(long[] counts) {
        List<Long> list = new ArrayList<>(counts.length);
        for (long count : counts) {
            list.add(count);
        }
        return list;
    }
}
