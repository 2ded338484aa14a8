package io.github.steadwork.jobs.analysis.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a statistics job found.
 *
 * @param source the name of the data, as "birdstrikes.csv"
 * @param rows how many rows were read
 * @param columns what is in each column, in the order asked for
 * @param correlations of each pair of columns of numbers
 * @param groupedBy the grouping columns; empty for none
 * @param groups the largest first
 * @param trend over time, if it was asked for
 * @param spilledBytes how many bytes of numbers did not fit into the memory that was allowed, and went to disk
 * @param duration how long it took
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StatisticsResult(
        String source,
        long rows,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ColumnStatistics> columns,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Correlation> correlations,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> groupedBy,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<GroupStatistics> groups,
        Optional<Trend> trend,
        long spilledBytes,
        Duration duration) {

    /** Copies the lists. */
    public StatisticsResult {
        columns = List.copyOf(columns);
        correlations = List.copyOf(correlations);
        groupedBy = List.copyOf(groupedBy);
        groups = List.copyOf(groups);
    }

    /** The result of a job that has only read a chunk for another one. */
    public static StatisticsResult ofChunk(String source, long rows, Duration duration) {
        return new StatisticsResult(
                source, rows, List.of(), List.of(), List.of(), List.of(), Optional.empty(), 0, duration);
    }

    /** What is in the column of this name; empty if there is none. */
    public Optional<ColumnStatistics> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
