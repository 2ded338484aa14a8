package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.numbers.Moments;
import io.github.steadwork.jobs.analysis.numbers.Neighbours;
import io.github.steadwork.jobs.analysis.numbers.SortedKeys;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.Histogram;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Gathers numbers and times. All are kept as keys, so all that rests on their order is exact. Moments are taken of their
 * distance from the first number, which decimals and whole numbers give exactly: thus 10000000.1 and 10000000.3 lose
 * nothing of what they differ by.
 */
public final class OrderedCollector extends ColumnCollector {

    private final KeyKind kind;
    private final StatisticsSpec spec;
    private final KeyStore store;
    private final SortedKeys keys;
    private final Moments moments = new Moments();
    private final Neighbours neighbours = new Neighbours();
    private final boolean numeric;
    private @Nullable Number origin;
    private long nonFinite;
    private double latest = Double.NaN;

    /** A collector of a column whose values have such keys. */
    public OrderedCollector(Column column, KeyKind kind, StatisticsSpec spec, KeyStore store) {
        super(column);
        this.kind = kind;
        this.spec = spec;
        this.store = store;
        this.keys = new SortedKeys(store);
        this.numeric = column.type().isNumeric();
    }

    boolean isNumeric() {
        return numeric;
    }

    KeyKind kind() {
        return kind;
    }

    SortedKeys keys() {
        return keys;
    }

    /** Adds a value, and says how far it is from the first one; NaN if it is no finite number. */
    double addAndMeasure(@Nullable Object value) {
        latest = Double.NaN;
        add(value);
        return latest;
    }

    @Override
    void addValue(Object value) {
        if (numeric && !KeyKind.isFinite((Number) value)) {
            nonFinite++;
            return;
        }
        keys.add(kind.key(value));
        if (numeric) {
            latest = KeyKind.difference((Number) value, origin((Number) value));
            moments.add(latest);
            neighbours.add(latest);
        }
    }

    private Number origin(Number first) {
        Number known = origin;
        if (known == null) {
            known = first instanceof Double ? Double.valueOf(0) : first;
            origin = known;
        }
        return known;
    }

    @Override
    void mergeValues(ColumnCollector other) {
        OrderedCollector ordered = (OrderedCollector) other;
        nonFinite += ordered.nonFinite;
        keys.merge(ordered.keys);
        if (ordered.origin != null) {
            double shift = KeyKind.difference(ordered.origin, origin(ordered.origin));
            moments.merge(ordered.moments, shift);
            neighbours.merge(ordered.neighbours, shift);
        }
    }

    @Override
    public ColumnStatistics result(boolean brief) {
        OrderSummary summary = OrderSummary.of(keys, kind, brief ? 0 : spec.top(), spec.percentiles());
        return new ColumnStatistics(
                name(),
                type(),
                values(),
                nulls(),
                summary.distinct(),
                true,
                summary.text(0),
                summary.text(50),
                summary.text(100),
                summary.top(),
                numeric && keys.size() > 0 ? Optional.of(numbers(summary)) : Optional.empty(),
                numeric && !brief ? Histograms.of(keys, kind, summary, spec.bins()) : Histogram.EMPTY);
    }

    private NumberStatistics numbers(OrderSummary summary) {
        double shift = origin == null ? 0 : origin.doubleValue();
        List<NumberStatistics.Percentile> percentiles = spec.percentiles().stream()
                .map(percent -> new NumberStatistics.Percentile(percent, summary.quantile(percent)))
                .toList();
        return new NumberStatistics(
                nonFinite,
                shift * moments.count() + moments.sum(),
                shift + moments.mean(),
                boxed(moments.variance()),
                boxed(moments.variance()).map(Math::sqrt),
                boxed(moments.skewness()),
                boxed(moments.kurtosis()),
                boxed(neighbours.autocorrelation(moments.mean(), moments.variance())),
                summary.quantile(0),
                summary.quantile(25),
                summary.quantile(50),
                summary.quantile(75),
                summary.quantile(100),
                percentiles,
                Deviations.of(keys, kind, shift + moments.mean(), deviation(), summary.quantile(50), store),
                Fences.of(keys, kind, summary.quantile(25), summary.quantile(75)));
    }

    private OptionalDouble deviation() {
        OptionalDouble variance = moments.variance();
        return variance.isPresent() ? OptionalDouble.of(Math.sqrt(variance.getAsDouble())) : variance;
    }

    /** Numbers beyond the fences, the least first, without those that are nearer than the gap to the one before. */
    public List<Double> outliers(NumberStatistics.Outliers fences, double gap) {
        List<Double> found = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        SortedKeys.Cursor cursor = keys.ascending();
        while (cursor.next()) {
            double x = kind.number(cursor.key());
            if ((x < fences.lowFence() || x > fences.highFence()) && x - last > gap) {
                found.add(x);
                last = x;
            }
        }
        return found;
    }

    private static Optional<Double> boxed(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    static String text(Object value) {
        return String.valueOf(Casts.text(value));
    }
}
