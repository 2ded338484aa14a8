package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.numbers.SortedKeys;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import java.util.OptionalDouble;

/** How far numbers lie from their middle, and how many lie too far by it. */
final class Deviations {

    /** Beyond so many standard deviations from the mean. */
    private static final double FAR_BY_DEVIATION = 3;

    /**
     * Beyond so many median deviations from the median, scaled to be one standard deviation of a normal distribution: B.
     * Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers", 1993.
     */
    private static final double FAR_BY_MEDIAN = 3.5;

    private static final double NORMAL_SCALE = 0.6745;

    private Deviations() {}

    static NumberStatistics.Deviating of(
            SortedKeys keys, KeyKind kind, double mean, OptionalDouble deviation, double median, KeyStore store) {
        double mad = medianDeviation(keys, kind, median, store);
        double farByDeviation = FAR_BY_DEVIATION * deviation.orElse(Double.NaN);
        double farByMedian = mad > 0 ? FAR_BY_MEDIAN * mad / NORMAL_SCALE : Double.NaN;
        long byDeviation = 0;
        long byMedian = 0;
        SortedKeys.Cursor cursor = keys.ascending();
        while (cursor.next()) {
            double x = kind.number(cursor.key());
            byDeviation += Math.abs(x - mean) > farByDeviation ? 1 : 0;
            byMedian += Math.abs(x - median) > farByMedian ? 1 : 0;
        }
        return new NumberStatistics.Deviating(mad, byDeviation, byMedian);
    }

    /** The distances are sorted as the numbers were, in memory or on disk. */
    private static double medianDeviation(SortedKeys keys, KeyKind kind, double median, KeyStore store) {
        SortedKeys distances = new SortedKeys(store);
        SortedKeys.Cursor numbers = keys.ascending();
        while (numbers.next()) {
            distances.add(KeyKind.DOUBLE.key(Math.abs(kind.number(numbers.key()) - median)));
        }
        long middle = (distances.size() + 1) / 2;
        SortedKeys.Cursor sorted = distances.ascending();
        for (long i = 0; i < middle; i++) {
            sorted.next();
        }
        double low = KeyKind.DOUBLE.number(sorted.key());
        double high = distances.size() % 2 == 0 && sorted.next() ? KeyKind.DOUBLE.number(sorted.key()) : low;
        distances.clear();
        return low + (high - low) / 2;
    }
}
