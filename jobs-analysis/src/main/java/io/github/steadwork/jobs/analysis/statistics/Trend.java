package io.github.steadwork.jobs.analysis.statistics;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How rows and numbers change over time.
 *
 * @param column the date or time
 * @param period what it is rounded down to
 * @param points in the order of time; spans without rows between them are there too, with 0 rows
 * @param undated how many rows have no date
 * @param slope by how many rows each period has more than the one before, on the straight line that fits best; empty for
 *     fewer than two points
 */
public record Trend(
        String column,
        Period period,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Point> points,
        long undated,
        Optional<Double> slope) {

    /** Copies the points. */
    public Trend {
        points = List.copyOf(points);
    }

    /**
     * One span of time.
     *
     * @param start its first day
     * @param rows how many rows lie in it
     * @param means the mean of each column of numbers that has any
     */
    public record Point(
            LocalDate start,
            long rows,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Double> means) {

        /** Copies the means. */
        public Point {
            means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
        }
    }
}
