package io.github.steadwork.jobs.ingestion.source;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.ValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * Up to where a source has been read, kept from one job to the next.
 *
 * @param value of the incremental column, as text
 * @param boundary the rows that the next run will meet again: a hash of each one's key, and one of its content
 */
public record Watermark(String value, Map<String, String> boundary) {

    private static final List<ColumnType> KINDS = List.of(
            ColumnType.LONG,
            ColumnType.DECIMAL,
            ColumnType.DATE,
            ColumnType.LOCAL_DATE_TIME,
            ColumnType.INSTANT,
            ColumnType.STRING);

    /** The value that a text stands for, where no column says of which type it is. */
    public static Object guess(String text) {
        for (ColumnType kind : KINDS) {
            try {
                return Casts.parse(text, kind);
            } catch (ValueException e) {
                // the next one then
            }
        }
        return text;
    }

    /**
     * The value from which rows are read again.
     *
     * @param lookback how much earlier that is, of a time
     * @param ids the same, of a whole number
     */
    public static Object back(Object value, Duration lookback, long ids) {
        if (value instanceof Long id) {
            return Math.subtractExact(id, ids);
        }
        if (value instanceof Instant time) {
            return time.minus(lookback);
        }
        if (value instanceof LocalDateTime time) {
            return time.minus(lookback);
        }
        if (value instanceof LocalDate day) {
            return day.minusDays((lookback.toHours() + 23) / 24);
        }
        if (!lookback.isZero() || ids > 0) {
            throw new DataException("a lookback is given, but '" + value
                    + "' is neither a time nor a whole number; leave the lookback out");
        }
        return value;
    }
}
