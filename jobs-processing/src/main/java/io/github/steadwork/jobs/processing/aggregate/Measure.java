package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One number, or text, that is computed for each group. {@code Measure.sum("cost").as("total")}.
 *
 * @param name of its column in the output
 * @param function what is computed
 * @param of the expression whose values it is computed of, mostly a column; empty only for COUNT, which then counts rows
 * @param fraction for PERCENTILE: the share of the values that lie below, 0 to 1; 0 otherwise
 * @param separator for JOIN: what stands between two values; a comma and a blank if not said
 * @param where which rows it is computed of: a condition; all if empty
 */
public record Measure(
        String name,
        AggregateFunction function,
        Optional<Expression> of,
        double fraction,
        String separator,
        Optional<Expression> where) {

    private static final String SEPARATOR = ", ";

    /** Refuses a missing name, function or expression, and a fraction that is out of range. */
    public Measure {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a measure's name is blank, allowed is the name of its column");
        }
        if (function == null) {
            throw new IllegalArgumentException("measure '" + name + "': function is missing, allowed is one as SUM");
        }
        of = Objects.requireNonNullElse(of, Optional.empty());
        separator = Objects.requireNonNullElse(separator, SEPARATOR);
        where = Objects.requireNonNullElse(where, Optional.empty());
        if (of.isEmpty() && function != AggregateFunction.COUNT) {
            throw new IllegalArgumentException(
                    "measure '" + name + "': of is missing, allowed is a column or an expression");
        }
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "measure '" + name + "': fraction is " + fraction + ", allowed is 0 to 1");
        }
    }

    private static Measure of(AggregateFunction function, String expression) {
        Expression parsed = Expression.parse(expression);
        String prefix = function.name().toLowerCase(Locale.ROOT);
        String name = parsed.columns().size() == 1
                ? prefix + "_" + parsed.columns().iterator().next()
                : prefix;
        return new Measure(name, function, Optional.of(parsed), 0, SEPARATOR, Optional.empty());
    }

    /** How many rows there are, as {@code count}. */
    public static Measure count() {
        return new Measure("count", AggregateFunction.COUNT, Optional.empty(), 0, SEPARATOR, Optional.empty());
    }

    /** How many values there are that are not null. */
    public static Measure count(String expression) {
        return of(AggregateFunction.COUNT, expression);
    }

    /** How many different values there are. */
    public static Measure countDistinct(String expression) {
        return of(AggregateFunction.COUNT_DISTINCT, expression);
    }

    /** The sum. */
    public static Measure sum(String expression) {
        return of(AggregateFunction.SUM, expression);
    }

    /** The mean. */
    public static Measure avg(String expression) {
        return of(AggregateFunction.AVG, expression);
    }

    /** The least value. */
    public static Measure min(String expression) {
        return of(AggregateFunction.MIN, expression);
    }

    /** The greatest value. */
    public static Measure max(String expression) {
        return of(AggregateFunction.MAX, expression);
    }

    /** The first value. */
    public static Measure first(String expression) {
        return of(AggregateFunction.FIRST, expression);
    }

    /** The last value. */
    public static Measure last(String expression) {
        return of(AggregateFunction.LAST, expression);
    }

    /** The median. */
    public static Measure median(String expression) {
        return of(AggregateFunction.MEDIAN, expression);
    }

    /** A percentile: 0.95 is the value below which 95 in 100 values lie. */
    public static Measure percentile(String expression, double fraction) {
        Measure measure = of(AggregateFunction.PERCENTILE, expression);
        return new Measure(measure.name, measure.function, measure.of, fraction, SEPARATOR, Optional.empty());
    }

    /** The standard deviation. */
    public static Measure std(String expression) {
        return of(AggregateFunction.STD, expression);
    }

    /** The variance. */
    public static Measure variance(String expression) {
        return of(AggregateFunction.VARIANCE, expression);
    }

    /** The values as one text. */
    public static Measure join(String expression, String separator) {
        Measure measure = of(AggregateFunction.JOIN, expression);
        return new Measure(measure.name, measure.function, measure.of, 0, separator, Optional.empty());
    }

    /** All values in a list, in the order of the source. */
    public static Measure collect(String expression) {
        return of(AggregateFunction.COLLECT, expression);
    }

    /** About how many different values there are, within some 2 in 100, in 4 KiB a group however many there are. */
    public static Measure countDistinctApproximately(String expression) {
        return of(AggregateFunction.APPROXIMATE_DISTINCT, expression);
    }

    /** The same of the rows only for which this condition holds, too. */
    public Measure where(String condition) {
        String both = where.isPresent() ? "(" + where.get() + ") and (" + condition + ")" : condition;
        return new Measure(name, function, of, fraction, separator, Optional.of(Expression.parse(both)));
    }

    /** The same under another name. */
    public Measure as(String other) {
        return new Measure(other, function, of, fraction, separator, where);
    }

    /** An empty state for values of this type. */
    State newState(ColumnType type) {
        return switch (function) {
            case COUNT -> new CountState();
            case COUNT_DISTINCT -> new DistinctState();
            case SUM -> SumState.sum(type);
            case AVG -> SumState.mean(type);
            case MIN -> ExtremeState.least();
            case MAX -> ExtremeState.greatest();
            case FIRST -> new EdgeState(false);
            case LAST -> new EdgeState(true);
            case MEDIAN -> new PercentileState(0.5);
            case PERCENTILE -> new PercentileState(fraction);
            case STD -> new VarianceState(true);
            case VARIANCE -> new VarianceState(false);
            case JOIN -> new JoinState(separator);
            case COLLECT -> new CollectState();
            case APPROXIMATE_DISTINCT -> new SketchState();
        };
    }
}
