package io.github.steadwork.jobs.analysis.numbers;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Count, sum and central moments up to the fourth, of numbers that are seen once and not kept. For one thread.
 *
 * <p>Numbers are gathered in blocks. Within a block the moments are taken about its mean, in two passes with the
 * correction of Chan, Golub and LeVeque (1983); blocks, and partial results of other threads, are combined by the
 * formulas of Pébay (2008, SAND2008-6212). No sum of squares of raw numbers is ever formed, so nothing cancels. Sums are
 * compensated as by Neumaier (1974).
 */
public final class Moments {

    private static final int BLOCK = 256;

    private double[] block = new double[8];
    private int filled;
    private long count;
    private double sum;
    private double lost;
    private double mean;
    private double m2;
    private double m3;
    private double m4;

    /** Adds a finite number. */
    public void add(double x) {
        if (filled == block.length) {
            if (filled == BLOCK) {
                fold();
            } else {
                block = Arrays.copyOf(block, filled * 2);
            }
        }
        block[filled++] = x;
    }

    /** Adds all numbers of the other, each greater by the shift. The other is as before, and can be added to. */
    public void merge(Moments other, double shift) {
        fold();
        other.fold();
        if (other.count > 0) {
            addToSum(other.sum + other.lost);
            addToSum(other.count * shift);
            combine(other.count, other.mean + shift, other.m2, other.m3, other.m4);
        }
    }

    private void fold() {
        if (filled == 0) {
            return;
        }
        int n = filled;
        filled = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += block[i];
        }
        double center = total / n;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        for (int i = 0; i < n; i++) {
            double d = block[i] - center;
            double square = d * d;
            s1 += d;
            s2 += square;
            s3 += square * d;
            s4 += square * square;
        }
        addToSum(total);
        combine(n, center + s1 / n, s2 - s1 * s1 / n, s3, s4);
    }

    private void addToSum(double x) {
        double next = sum + x;
        lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
        sum = next;
    }

    private void combine(long otherCount, double otherMean, double o2, double o3, double o4) {
        double a = count;
        double b = otherCount;
        double n = a + b;
        double delta = otherMean - mean;
        double part = delta / n;
        double next4 = m4
                + o4
                + part * part * part * delta * a * b * (a * a - a * b + b * b)
                + 6 * part * part * (a * a * o2 + b * b * m2)
                + 4 * part * (a * o3 - b * m3);
        double next3 = m3 + o3 + part * part * delta * a * b * (a - b) + 3 * part * (a * o2 - b * m2);
        m2 = m2 + o2 + delta * part * a * b;
        m3 = next3;
        m4 = next4;
        mean = mean + part * b;
        count += otherCount;
    }

    /** How many numbers there are. */
    public long count() {
        return count + filled;
    }

    /** Their sum; not finite if it is beyond all doubles. */
    public double sum() {
        fold();
        double total = sum + lost;
        return Double.isNaN(total) ? sum : total;
    }

    /** Their mean; NaN if there are none. */
    public double mean() {
        fold();
        double bySum = sum() / count;
        return Double.isFinite(bySum) ? bySum : mean;
    }

    /** The sample variance, by n - 1; empty for fewer than two numbers. */
    public OptionalDouble variance() {
        fold();
        return count < 2 ? OptionalDouble.empty() : finite(m2 / (count - 1));
    }

    /** The sample skewness G1, adjusted as spreadsheets and pandas do; empty for fewer than three numbers or no spread. */
    public OptionalDouble skewness() {
        fold();
        if (count < 3 || m2 <= 0) {
            return OptionalDouble.empty();
        }
        double n = count;
        double g1 = Math.sqrt(n) * m3 / (m2 * Math.sqrt(m2));
        return finite(g1 * Math.sqrt(n * (n - 1)) / (n - 2));
    }

    /** The sample excess kurtosis G2, 0 for a normal distribution; empty for fewer than four numbers or no spread. */
    public OptionalDouble kurtosis() {
        fold();
        if (count < 4 || m2 <= 0) {
            return OptionalDouble.empty();
        }
        double n = count;
        double g2 = n * (m4 / m2) / m2 - 3;
        return finite((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6));
    }

    private static OptionalDouble finite(double x) {
        return Double.isFinite(x) ? OptionalDouble.of(x) : OptionalDouble.empty();
    }
}
