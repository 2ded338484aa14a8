package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.row.ColumnType;

/** What a measure computes of the values of a group. Nulls are passed over by all of them. */
public enum AggregateFunction {
    /** How many values there are; without an expression, how many rows. */
    COUNT,
    /** How many different values there are, exactly. */
    COUNT_DISTINCT,
    /** The sum, of the type of the numbers. It is rounded once, at the end, and does not depend on their order. */
    SUM,
    /** The mean: a DECIMAL of decimals, a DOUBLE of other numbers. */
    AVG,
    /** The least value. */
    MIN,
    /** The greatest value. */
    MAX,
    /** The first value, in the order of the source. */
    FIRST,
    /** The last value, in the order of the source. */
    LAST,
    /** The percentile 0.5, as a DOUBLE. */
    MEDIAN,
    /** The value below which a share of the values lies, interpolated between two (type 7), as a DOUBLE. */
    PERCENTILE,
    /** The standard deviation of a sample, as a DOUBLE; null for less than two values. */
    STD,
    /** The variance of a sample, as a DOUBLE; null for less than two values. */
    VARIANCE,
    /** The values as text, one after another in the order of the source, with a separator in between. */
    JOIN,
    /** The values as a LIST, in the order of the source. */
    COLLECT,
    /** About how many different values there are; exact up to 256. */
    APPROXIMATE_DISTINCT;

    boolean needsNumbers() {
        return switch (this) {
            case SUM, AVG, MEDIAN, PERCENTILE, STD, VARIANCE -> true;
            default -> false;
        };
    }

    /** The type of what it gives for values of this type. */
    ColumnType resultType(ColumnType values) {
        return switch (this) {
            case COUNT, COUNT_DISTINCT, APPROXIMATE_DISTINCT -> ColumnType.LONG;
            case SUM, MIN, MAX, FIRST, LAST -> values;
            case AVG -> values == ColumnType.DECIMAL ? ColumnType.DECIMAL : ColumnType.DOUBLE;
            case MEDIAN, PERCENTILE, STD, VARIANCE -> ColumnType.DOUBLE;
            case JOIN -> ColumnType.STRING;
            case COLLECT -> ColumnType.LIST;
        };
    }
}
