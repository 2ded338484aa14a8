package io.github.steadwork.jobs.analysis.statistics;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of the rows that agree in the grouping columns.
 *
 * @param key their values there, as text; null for a null
 * @param rows how many rows
 * @param columns of their numbers, without top values and histograms
 */
public record GroupStatistics(
        List<@Nullable String> key,
        long rows,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ColumnStatistics> columns) {

    /** Copies key and columns. */
    public GroupStatistics {
        key = Collections.unmodifiableList(new ArrayList<>(key));
        columns = List.copyOf(columns);
    }
}
