package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.row.Values;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least or the greatest value, in the order of {@link Values}. */
final class ExtremeState implements State {

    private final int sign;
    private @Nullable Object best;
    private long bestBytes = ValueSizes.of(null);

    private ExtremeState(int sign) {
        this.sign = sign;
    }

    static ExtremeState least() {
        return new ExtremeState(1);
    }

    static ExtremeState greatest() {
        return new ExtremeState(-1);
    }

    @Override
    public void add(@Nullable Object value) {
        if (value == null) {
            return;
        }
        if (best == null) {
            keep(value);
            return;
        }
        int order = sign * Values.compare(value, best);
        if (order < 0 || (order == 0 && isPlainer(value, best))) {
            keep(value);
        }
    }

    /** The size is asked for with each row, and seldom changes. */
    private void keep(@Nullable Object value) {
        best = value;
        bestBytes = ValueSizes.of(value);
    }

    /** Of two decimals or doubles that are equal, always the same one is kept, whichever came first. */
    private static boolean isPlainer(Object value, Object other) {
        if (value instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.scale() < b.scale();
        }
        return value instanceof Double a && other instanceof Double b && Double.compare(a, b) > 0;
    }

    @Override
    public void merge(State other) {
        add(((ExtremeState) other).best);
    }

    @Override
    public @Nullable Object result() {
        return best;
    }

    @Override
    public List<@Nullable Object> snapshot() {
        return Collections.singletonList(best);
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        keep(snapshot.get(0));
    }

    @Override
    public long estimatedBytes() {
        return 24 + bestBytes;
    }
}
