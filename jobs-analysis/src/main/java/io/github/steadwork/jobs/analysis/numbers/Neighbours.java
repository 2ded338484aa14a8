package io.github.steadwork.jobs.analysis.numbers;

import java.util.OptionalDouble;

/** How each number of a sequence goes together with the one before it. Numbers are not kept. For one thread. */
public final class Neighbours {

    private final CoMoments pairs = new CoMoments();
    private boolean begun;
    private double first;
    private double last;

    /** Adds the next number, which is finite. */
    public void add(double x) {
        if (begun) {
            pairs.add(last, x);
        } else {
            begun = true;
            first = x;
        }
        last = x;
    }

    /** Adds all numbers of a later part of the sequence, each greater by the shift. */
    public void merge(Neighbours later, double shift) {
        if (later.begun) {
            add(later.first + shift);
            pairs.merge(later.pairs, shift);
            last = later.last + shift;
        }
    }

    /**
     * The autocorrelation at lag 1: the sum of the products of neighbours, by the sum of squares, all about the mean of the
     * whole sequence. Empty for fewer than two numbers, or if they do not vary.
     *
     * @param mean of the whole sequence
     * @param variance of the whole sequence, by n - 1
     */
    public OptionalDouble autocorrelation(double mean, OptionalDouble variance) {
        double r = pairs.productsAbout(mean, mean) / (variance.orElse(0) * pairs.count());
        return Double.isFinite(r) ? OptionalDouble.of(r) : OptionalDouble.empty();
    }
}
