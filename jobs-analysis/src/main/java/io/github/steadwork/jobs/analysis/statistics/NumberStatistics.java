package io.github.steadwork.jobs.analysis.statistics;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

/**
 * What can be said of numbers only. NaN and the infinities are counted and left out of all else. Moments agree, whatever
 * the order of the rows, to 12 significant digits where the data themselves carry them; percentiles are exact. Only the
 * autocorrelation is about that order.
 *
 * @param nonFinite how many are NaN or infinite
 * @param sum of all; may be infinite if it is beyond all doubles
 * @param mean the arithmetic mean
 * @param variance of the sample, by n - 1; empty for fewer than two numbers
 * @param deviation the standard deviation, the root of the variance
 * @param skewness of the sample, adjusted (G1); empty for fewer than three numbers or no spread
 * @param kurtosis the excess of the sample, adjusted (G2); empty for fewer than four numbers or no spread
 * @param autocorrelation at lag 1: how each number goes together with the one before it, in the order of the source, where
 *     rows without a number are passed over; empty for fewer than two numbers or no spread
 * @param min the least
 * @param q1 the lower quartile
 * @param median the middle
 * @param q3 the upper quartile
 * @param max the greatest
 * @param percentiles those that were asked for; interpolated between neighbours (type 7, as spreadsheets and NumPy do)
 * @param deviating how far they lie from their middle, and how many lie too far by it
 * @param outliers those beyond 1.5 times the quartiles' distance
 */
public record NumberStatistics(
        long nonFinite,
        double sum,
        double mean,
        Optional<Double> variance,
        Optional<Double> deviation,
        Optional<Double> skewness,
        Optional<Double> kurtosis,
        Optional<Double> autocorrelation,
        double min,
        double q1,
        double median,
        double q3,
        double max,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Percentile> percentiles,
        Deviating deviating,
        Outliers outliers) {

    /** Copies the percentiles. */
    public NumberStatistics {
        percentiles = List.copyOf(percentiles);
    }

    /**
     * A percentile.
     *
     * @param percent from 0 to 100
     * @param value below which that share of the numbers lies
     */
    public record Percentile(double percent, double value) {}

    /**
     * Numbers that lie far from their middle.
     *
     * @param mad the median of the distances from the median
     * @param byDeviation how many lie more than 3 standard deviations from the mean
     * @param byMedian how many lie more than 3.5 times the mad, divided by 0.6745, from the median; none if the mad is 0. A few
     *     numbers that are very far do not hide each other here, as they do among standard deviations
     */
    public record Deviating(double mad, long byDeviation, long byMedian) {}

    /**
     * Numbers that lie far from the middle half.
     *
     * @param lowFence q1 - 1.5 (q3 - q1)
     * @param highFence q3 + 1.5 (q3 - q1)
     * @param below how many are less than the low fence
     * @param above how many are greater than the high fence
     * @param lowWhisker the least that is not less than the low fence
     * @param highWhisker the greatest that is not greater than the high fence
     */
    public record Outliers(
            double lowFence, double highFence, long below, long above, double lowWhisker, double highWhisker) {}
}
