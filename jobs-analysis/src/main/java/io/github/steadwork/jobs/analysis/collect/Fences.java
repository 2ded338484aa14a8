package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.SortedKeys;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;

/** Finds the numbers that lie beyond 1.5 times the quartiles' distance, as John Tukey draws them in box plots. */
final class Fences {

    private static final double REACH = 1.5;

    private Fences() {}

    static NumberStatistics.Outliers of(SortedKeys keys, KeyKind kind, double q1, double q3) {
        double low = q1 - REACH * (q3 - q1);
        double high = q3 + REACH * (q3 - q1);
        long below = 0;
        long above = 0;
        double lowWhisker = Double.NaN;
        double highWhisker = q3;
        SortedKeys.Cursor cursor = keys.ascending();
        while (cursor.next()) {
            double x = kind.number(cursor.key());
            if (x < low) {
                below++;
            } else if (x > high) {
                above++;
            } else {
                lowWhisker = Double.isNaN(lowWhisker) ? x : lowWhisker;
                highWhisker = x;
            }
        }
        return new NumberStatistics.Outliers(low, high, below, above, lowWhisker, highWhisker);
    }
}
