package io.github.steadwork.jobs.analysis.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * What is in a column.
 *
 * @param name of the column
 * @param type of the column
 * @param values how many are not null
 * @param nulls how many are null
 * @param distinct how many values are different; of numbers, NaN and the infinities are not counted
 * @param distinctExact whether that is exact; if not, there are more than that
 * @param min the least, as text; numbers and times by value, text by code points
 * @param median the middle one of numbers and times, as text
 * @param max the greatest, as text
 * @param top the most frequent values, the most frequent first, and the lesser of equally frequent ones; the first is the
 *     mode. Empty if distinct is not exact, for then they are not known.
 * @param numbers what can be said of numbers only; empty for other types and for no finite numbers
 * @param histogram of numbers; without bins for other types
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ColumnStatistics(
        String name,
        ColumnType type,
        long values,
        long nulls,
        long distinct,
        boolean distinctExact,
        Optional<String> min,
        Optional<String> median,
        Optional<String> max,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ValueCount> top,
        Optional<NumberStatistics> numbers,
        Histogram histogram) {

    /** Copies the top values. */
    public ColumnStatistics {
        top = List.copyOf(top);
    }

    /** The most frequent value; empty if there is none, or if it is not known. */
    public Optional<ValueCount> mode() {
        return top.stream().findFirst();
    }
}
