package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum of numbers, or their mean. */
final class SumState implements State {

    private static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_UP);

    private final ColumnType type;
    private final boolean mean;
    private final ExactSum sum = new ExactSum();
    private long count;

    private SumState(ColumnType type, boolean mean) {
        this.type = type;
        this.mean = mean;
    }

    /** The sum, of the type of the numbers. */
    static SumState sum(ColumnType type) {
        return new SumState(type, false);
    }

    /** The mean: a DECIMAL of decimals, a DOUBLE of other numbers. */
    static SumState mean(ColumnType type) {
        return new SumState(type, true);
    }

    @Override
    public void add(@Nullable Object value) {
        if (value instanceof Number number) {
            sum.add(number);
            count++;
        }
    }

    @Override
    public void merge(State other) {
        SumState later = (SumState) other;
        sum.merge(later.sum);
        count += later.count;
    }

    @Override
    public @Nullable Object result() {
        if (count == 0) {
            return null;
        }
        return mean ? meanResult() : sumResult();
    }

    private Object meanResult() {
        return type == ColumnType.DECIMAL
                ? sum.toDecimal().divide(BigDecimal.valueOf(count), DIGITS)
                : (Object) (sum.toDouble() / count);
    }

    private Object sumResult() {
        return switch (type) {
            case LONG -> wholeSum();
            case DECIMAL -> sum.toDecimal();
            default -> sum.toDouble();
        };
    }

    private Long wholeSum() {
        try {
            return sum.toDecimal().longValueExact();
        } catch (ArithmeticException e) {
            throw new ValueException(
                    "the sum " + sum.toDecimal() + " does not fit a LONG; convert the column to DECIMAL");
        }
    }

    @Override
    public List<@Nullable Object> snapshot() {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(count);
        values.addAll(sum.snapshot());
        return values;
    }

    @Override
    public void restore(List<@Nullable Object> snapshot) {
        count = Snapshots.number(snapshot, 0);
        sum.restore(snapshot.subList(1, snapshot.size()));
    }

    @Override
    public long estimatedBytes() {
        return 40 + sum.estimatedBytes();
    }
}
