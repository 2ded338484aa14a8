package io.github.steadwork.jobs.processing.aggregate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A percentile of doubles, exactly: all values are kept. Between two values it is interpolated: type 7 of R. J. Hyndman and
 * Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996).
 */
final class PercentileState implements State {

    private final double fraction;
    private double[] values = {};
    private int size;

    /** @param fraction of the values that lie below it, 0 to 1 */
    PercentileState(double fraction) {
        this.fraction = fraction;
    }

    @Override
    public void add(@Nullable Object value) {
        if (value instanceof Number number) {
            ensure(1);
            values[size++] = number.doubleValue();
        }
    }

    private void ensure(int more) {
        if (values.length - size < more) {
            long doubled = Math.max(4, Math.max(size * 2L, (long) size + more));
            values = Arrays.copyOf(values, (int) Math.min(doubled, Integer.MAX_VALUE - 8));
        }
    }

    @Override
    public void merge(State other) {
        PercentileState later = (PercentileState) other;
        ensure(later.size);
        System.arraycopy(later.values, 0, values, size, later.size);
        size += later.size;
    }

    @Override
    public @Nullable Object result() {
        if (size == 0) {
            return null;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        double place = (size - 1) * fraction;
        int below = (int) Math.floor(place);
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, size - 1)];
        double share = place - below;
        return share == 0 || low == high ? low : low + share * (high - low);
    }

    @Override
    public List<@Nullable Object> snapshot() {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(size, Double.BYTES));
        bytes.asDoubleBuffer().put(values, 0, size);
        return Collections.singletonList(bytes.array());
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        if (snapshot.get(0) instanceof byte[] bytes) {
            size = bytes.length / Double.BYTES;
            values = new double[size];
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        }
    }

    @Override
    public long estimatedBytes() {
        return 48 + (long) values.length * Double.BYTES;
    }
}
