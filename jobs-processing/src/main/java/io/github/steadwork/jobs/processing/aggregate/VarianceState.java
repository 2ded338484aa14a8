package io.github.steadwork.jobs.processing.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The variance of a sample, or its root. From the exact sums of numbers and of their squares, so that nothing cancels out;
 * the square of a double is two doubles, by a fused multiply-add.
 */
final class VarianceState implements State {

    /** Between these, neither the square of a double nor its rounding error leaves the range of doubles. */
    private static final double SMALL = 1e-140;

    private static final double LARGE = 1e150;
    private static final long LARGEST_WITH_SQUARE = 3_037_000_499L;

    private final boolean root;
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;

    /** @param root whether the standard deviation is asked for */
    VarianceState(boolean root) {
        this.root = root;
    }

    @Override
    public void add(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return;
        }
        count++;
        sum.add(number);
        if (number instanceof Double d) {
            addSquare(d);
        } else if (number instanceof Long l && Math.abs(l) <= LARGEST_WITH_SQUARE && l != Long.MIN_VALUE) {
            squares.add(l * l);
        } else {
            BigDecimal decimal = number instanceof BigDecimal b ? b : BigDecimal.valueOf(number.longValue());
            squares.add(decimal.multiply(decimal));
        }
    }

    private void addSquare(double number) {
        double magnitude = Math.abs(number);
        if (number == 0 || !Double.isFinite(number)) {
            squares.add(magnitude);
        } else if (magnitude > SMALL && magnitude < LARGE) {
            double square = number * number;
            squares.add(square);
            squares.add(Math.fma(number, number, -square));
        } else {
            BigDecimal exact = new BigDecimal(number);
            squares.add(exact.multiply(exact));
        }
    }

    @Override
    public void merge(State other) {
        VarianceState later = (VarianceState) other;
        count += later.count;
        sum.merge(later.sum);
        squares.merge(later.squares);
    }

    @Override
    public @Nullable Object result() {
        if (count < 2) {
            return null;
        }
        if (sum.isNotFinite()) {
            return Double.NaN;
        }
        BigDecimal n = BigDecimal.valueOf(count);
        BigDecimal total = sum.toDecimal();
        BigDecimal above = n.multiply(squares.toDecimal()).subtract(total.multiply(total));
        BigDecimal below = n.multiply(BigDecimal.valueOf(count - 1));
        double variance = above.divide(below, MathContext.DECIMAL128).doubleValue();
        return root ? Math.sqrt(variance) : variance;
    }

    @Override
    public List<@Nullable Object> snapshot() {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(count);
        values.add(sum.snapshot());
        values.add(squares.snapshot());
        return values;
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        count = Snapshots.number(snapshot, 0);
        sum.restore((List<?>) Objects.requireNonNull(snapshot.get(1)));
        squares.restore((List<?>) Objects.requireNonNull(snapshot.get(2)));
    }

    @Override
    public long estimatedBytes() {
        return 40 + sum.estimatedBytes() + squares.estimatedBytes();
    }
}
