package io.github.steadwork.jobs.analysis.numbers;

import java.util.OptionalDouble;

/** The co-moments of pairs of numbers, by the updating formulas of Welford and their merge by Chan. For one thread. */
public final class CoMoments {

    private long count;
    private double meanX;
    private double meanY;
    private double xx;
    private double yy;
    private double xy;

    /** Adds a pair of finite numbers. */
    public void add(double x, double y) {
        count++;
        double dx = x - meanX;
        double dy = y - meanY;
        meanX += dx / count;
        meanY += dy / count;
        double restY = y - meanY;
        xx += dx * (x - meanX);
        yy += dy * restY;
        xy += dx * restY;
    }

    /** Adds all pairs of the other. */
    public void merge(CoMoments other) {
        merge(other, 0);
    }

    /** Adds all pairs of the other, both numbers of each greater by the shift. */
    void merge(CoMoments other, double shift) {
        if (other.count == 0) {
            return;
        }
        double n = (double) count + other.count;
        double dx = other.meanX + shift - meanX;
        double dy = other.meanY + shift - meanY;
        double weight = count * (other.count / n);
        xx += other.xx + dx * dx * weight;
        yy += other.yy + dy * dy * weight;
        xy += other.xy + dx * dy * weight;
        meanX += dx * (other.count / n);
        meanY += dy * (other.count / n);
        count += other.count;
    }

    /** How many pairs there are. */
    public long count() {
        return count;
    }

    /** The sum of the products of what x and y lie beyond these. */
    double productsAbout(double x, double y) {
        return xy + count * (meanX - x) * (meanY - y);
    }

    /** Pearson's correlation, from -1 to 1; empty for fewer than two pairs, or if x or y does not vary. */
    public OptionalDouble pearson() {
        double r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
        return count < 2 || !Double.isFinite(r)
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(-1, Math.min(1, r)));
    }
}
