package io.github.steadwork.jobs.processing.aggregate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sum without any rounding error, so that it does not depend on the order in which numbers are added or sums are merged.
 * It is rounded once, when it is asked for.
 *
 * <p>Doubles are kept as an expansion, a short list of doubles without overlapping bits whose exact sum is the sum of all
 * that were added: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates",
 * Discrete &amp; Computational Geometry 18 (1997), theorem 10 (GROW-EXPANSION). Numbers near the end of the range, where an
 * expansion could overflow on the way to a finite sum, and decimals are kept as one decimal.
 */
final class ExactSum {

    static final int EMPTY_BYTES = 64;

    private static final double[] NO_PARTS = {};
    private static final double LARGE = 1e300;

    /** Counting the digits of a sum costs more than adding to it, and it grows slowly. */
    private static final int LOOKED_AT = 0x3F;

    private long whole;
    private @Nullable BigDecimal rest;
    private int restBytes;
    private int restAdds;
    private double[] parts = NO_PARTS;
    private int used;
    private double notFinite;
    private boolean hasNotFinite;

    void add(Number number) {
        if (number instanceof Long value) {
            add(value.longValue());
        } else if (number instanceof Double value) {
            add(value.doubleValue());
        } else {
            add((BigDecimal) number);
        }
    }

    void add(long value) {
        long sum = whole + value;
        if (((whole ^ sum) & (value ^ sum)) < 0) {
            add(BigDecimal.valueOf(whole));
            sum = value;
        }
        whole = sum;
    }

    void add(BigDecimal value) {
        rest = rest == null ? value : rest.add(value);
        if ((restAdds++ & LOOKED_AT) == 0) {
            restBytes = 64 + rest.precision() / 2;
        }
    }

    void add(double value) {
        if (!Double.isFinite(value)) {
            notFinite += value;
            hasNotFinite = true;
        } else if (Math.abs(value) > LARGE) {
            add(new BigDecimal(value));
        } else {
            grow(value);
        }
    }

    private void grow(double value) {
        double high = value;
        int kept = 0;
        for (int i = 0; i < used; i++) {
            double larger = Math.abs(high) < Math.abs(parts[i]) ? parts[i] : high;
            double smaller = Math.abs(high) < Math.abs(parts[i]) ? high : parts[i];
            high = larger + smaller;
            double low = smaller - (high - larger);
            if (low != 0) {
                parts[kept++] = low;
            }
        }
        used = kept;
        if (Math.abs(high) > LARGE) {
            add(new BigDecimal(high));
        } else if (high != 0) {
            push(high);
        }
    }

    private void push(double part) {
        if (used == parts.length) {
            parts = Arrays.copyOf(parts, Math.max(2, used * 2));
        }
        parts[used++] = part;
    }

    void merge(ExactSum other) {
        add(other.whole);
        if (other.rest != null) {
            add(other.rest);
        }
        for (int i = 0; i < other.used; i++) {
            add(other.parts[i]);
        }
        if (other.hasNotFinite) {
            add(other.notFinite);
        }
    }

    /** Whether infinities or NaN were added; then the sum is one of them. */
    boolean isNotFinite() {
        return hasNotFinite;
    }

    /** The sum, rounded to the nearest double. */
    double toDouble() {
        if (hasNotFinite) {
            return notFinite;
        }
        return whole == 0 && rest == null ? roundedParts() : toDecimal().doubleValue();
    }

    /** The sum itself; there must be nothing among the numbers that is not finite. */
    BigDecimal toDecimal() {
        BigDecimal sum = rest == null ? BigDecimal.valueOf(whole) : rest;
        if (rest != null && whole != 0) {
            sum = sum.add(BigDecimal.valueOf(whole));
        }
        for (int i = 0; i < used; i++) {
            sum = sum.add(new BigDecimal(parts[i]));
        }
        return sum;
    }

    /**
     * Adds the parts from the greatest on until one does not fit any more. What is left out is less than half a unit, or
     * exactly half of one: only then the sign of the next part decides which way to round.
     */
    private double roundedParts() {
        if (used == 0) {
            return 0;
        }
        int next = used - 1;
        double high = parts[next];
        double low = 0;
        while (next > 0 && low == 0) {
            double before = high;
            double part = parts[--next];
            high = before + part;
            low = part - (high - before);
        }
        boolean more = next > 0 && low != 0 && Math.signum(low) == Math.signum(parts[next - 1]);
        double other = high + 2 * low;
        return more && other - high == 2 * low ? other : high;
    }

    List<@Nullable Object> snapshot() {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(whole);
        values.add(rest);
        values.add(hasNotFinite ? (Double) notFinite : null);
        for (int i = 0; i < used; i++) {
            values.add(parts[i]);
        }
        return values;
    }

    void restore(List<? extends @Nullable Object> snapshot) {
        for (Object value : snapshot) {
            if (value instanceof Number number) {
                add(number);
            }
        }
    }

    long estimatedBytes() {
        return EMPTY_BYTES + (long) parts.length * Double.BYTES + restBytes;
    }
}
