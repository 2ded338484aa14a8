package io.github.steadwork.jobs.analysis.svg;

import java.util.List;

/**
 * Values per category and series.
 *
 * @param categories their names, in order
 * @param ordinal whether the names run on, as years do, so that some may be left out of an axis
 * @param series at least one, each with a value per category; NaN where there is none
 */
public record Plot(List<String> categories, boolean ordinal, List<Series> series) {

    /** Values of one colour. */
    public record Series(String name, List<Double> values) {}

    double value(int series, int category) {
        return this.series.get(series).values().get(category);
    }

    /** The greatest value, or 0 if that is greater; of stacked values, the greatest sum. */
    double max(boolean stacked) {
        double max = 0;
        for (int c = 0; c < categories.size(); c++) {
            double top = 0;
            for (int s = 0; s < series.size(); s++) {
                double value = finite(value(s, c));
                top = stacked ? top + Math.max(0, value) : Math.max(top, value);
            }
            max = Math.max(max, top);
        }
        return max;
    }

    /** The least value, or 0 if that is less; of stacked values, the least sum. */
    double min(boolean stacked) {
        double min = 0;
        for (int c = 0; c < categories.size(); c++) {
            double bottom = 0;
            for (int s = 0; s < series.size(); s++) {
                double value = finite(value(s, c));
                bottom = stacked ? bottom + Math.min(0, value) : Math.min(bottom, value);
            }
            min = Math.min(min, bottom);
        }
        return min;
    }

    /** The tip of a mark: category, series where there are several, value. */
    String tip(int s, int c, String value) {
        String name = series.size() > 1 ? ", " + series.get(s).name() : "";
        return categories.get(c) + name + ": " + value;
    }

    private static double finite(double x) {
        return Double.isFinite(x) ? x : 0;
    }
}
