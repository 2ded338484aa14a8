package io.github.steadwork.jobs.analysis.numbers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers at equal distances that enclose a range: for axes and for the edges of histograms. The step is 1, 2 or 5
 * times a power of ten.
 *
 * @param low the least of them
 * @param step their distance, more than 0
 * @param steps how many steps there are; at least one
 */
public record NiceScale(double low, double step, int steps) {

    /**
     * A scale from at most min to at least max.
     *
     * @param about how many steps there should be, at least 1
     * @param leastStep what the step must not be less than, as 1 for whole numbers; 0 for any
     */
    public static NiceScale of(double min, double max, int about, double leastStep) {
        double from = Math.min(min, max);
        double to = Math.max(min, max);
        if (from == to) {
            double half = from == 0 ? 1 : Math.abs(from) / 2;
            double room = leastStep > 0 ? Math.max(leastStep, 1) : half;
            to = from + room;
        }
        double resolution = 4 * Math.ulp(Math.max(Math.abs(from), Math.abs(to)));
        double step = step(to / about - from / about, Math.max(leastStep, resolution));
        double low = Math.floor(from / step + 1e-9);
        double high = Math.ceil(to / step - 1e-9);
        return new NiceScale(low * step, step, (int) Math.max(1, Math.min(10_000, high - low)));
    }

    private static double step(double rough, double leastStep) {
        double wanted = Math.max(Math.max(rough, leastStep), Double.MIN_NORMAL);
        int exponent = (int) Math.floor(Math.log10(wanted) + 1e-9);
        double best = nice(exponent, 10);
        for (int factor : new int[] {5, 2, 1}) {
            double candidate = nice(exponent, factor);
            if (candidate >= wanted * (1 - 1e-9)) {
                best = candidate;
            }
        }
        return best;
    }

    private static double nice(int exponent, int factor) {
        return new BigDecimal(factor).scaleByPowerOfTen(exponent).doubleValue();
    }

    /** The greatest of the numbers. */
    public double high() {
        return value(steps);
    }

    /** One of the numbers, from 0 for the least. */
    public double value(int index) {
        double raw = low + index * step;
        if (!(Math.abs(raw) <= 1e300)) {
            return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, raw));
        }
        // Multiples of a step as 0.1 carry noise in the last digits, which would show on an axis.
        BigDecimal unit = BigDecimal.valueOf(step);
        long multiple = Math.round(raw / step);
        return Math.abs(raw / step) > 1e15
                ? raw
                : unit.multiply(BigDecimal.valueOf(multiple)).doubleValue();
    }

    /** All numbers, the least first. */
    public List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            values.add(value(i));
        }
        return values;
    }
}
