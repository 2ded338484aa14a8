package io.github.steadwork.jobs.analysis.section;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.steadwork.jobs.analysis.statistics.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A drawing of a dataset. Rows that share {@code x} (and {@code series}) become one mark by the {@link Measure}, so it draws
 * raw rows and aggregated ones alike. Wherever a column is named, an expression may stand instead.
 *
 * @param title the heading; empty for none
 * @param text a few words below it; empty for none
 * @param data the name of the dataset
 * @param kind what it looks like
 * @param x see {@link ChartKind}
 * @param y the columns of values; none counts rows
 * @param series a column by which the marks are split and coloured; empty for none
 * @param measure how rows become one number; unless said, a sum of {@code y}, or else a count
 * @param period what {@code x} is rounded down to, if it is a date or a time
 * @param order of the categories; unless said, by value for horizontal bars, by category for all others
 * @param limit at most how many categories, the first in that order; 0 means as many as the kind can show. The chart
 *     says how many were left out.
 * @param wide whether it takes the whole width of the page; else two stand side by side where there is room
 * @param xLabel the name of the x axis; empty for the column's
 * @param yLabel the name of the y axis; empty for the column's or measure's
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Chart(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String text,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String data,
        ChartKind kind,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String x,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> y,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String series,
        Optional<Measure> measure,
        Optional<Period> period,
        Optional<Order> order,
        int limit,
        boolean wide,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String xLabel,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String yLabel)
        implements Section {

    /** The most categories that a chart may be asked to show. */
    public static final int MAX_LIMIT = 1_000;

    /** Refuses what cannot be drawn. */
    public Chart {
        y = List.copyOf(y);
        String name = "chart '" + title + "'";
        if (data.isBlank()) {
            throw new IllegalArgumentException(name + " names no dataset; give the name of one");
        }
        Objects.requireNonNull(kind, () -> name + " has no kind; give one of ChartKind");
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit of " + name + " is " + limit + ", allowed is 0 to " + MAX_LIMIT);
        }
        if (x.isEmpty() && kind != ChartKind.BOX) {
            throw new IllegalArgumentException(name + " is a " + kind + " and needs x; name a column");
        }
        if (y.size() != 1 && (kind == ChartKind.BOX || kind == ChartKind.SCATTER)) {
            throw new IllegalArgumentException(name + " is a " + kind + " and needs one y, not " + y.size());
        }
        if (series.isEmpty() && kind == ChartKind.HEAT_MAP) {
            throw new IllegalArgumentException(name + " is a HEAT_MAP and needs a series for its rows; name a column");
        }
        if (y.size() > 1 && (!series.isEmpty() || kind == ChartKind.HEAT_MAP)) {
            throw new IllegalArgumentException(name + " has " + y.size() + " y and a series; give one y or no series");
        }
        if (y.isEmpty() && measure.isPresent() && measure.get() != Measure.COUNT) {
            throw new IllegalArgumentException(name + " has measure " + measure.get() + " but no y; name a column");
        }
    }

    /** Begins a chart of any kind. */
    public static ChartBuilder of(ChartKind kind, String data) {
        return new ChartBuilder(kind, data);
    }

    /** Begins a line chart of the dataset of this name. */
    public static ChartBuilder line(String data) {
        return of(ChartKind.LINE, data);
    }

    /** Begins a chart of upright bars. */
    public static ChartBuilder bar(String data) {
        return of(ChartKind.BAR, data);
    }

    /** Begins a chart of bars that lie. */
    public static ChartBuilder horizontalBar(String data) {
        return of(ChartKind.HORIZONTAL_BAR, data);
    }

    /** Begins a chart of stacked bars. */
    public static ChartBuilder stackedBar(String data) {
        return of(ChartKind.STACKED_BAR, data);
    }

    /** Begins a histogram. */
    public static ChartBuilder histogram(String data) {
        return of(ChartKind.HISTOGRAM, data);
    }

    /** Begins a chart of boxes. */
    public static ChartBuilder box(String data) {
        return of(ChartKind.BOX, data);
    }

    /** Begins a scatter chart. */
    public static ChartBuilder scatter(String data) {
        return of(ChartKind.SCATTER, data);
    }

    /** Begins a heat map. */
    public static ChartBuilder heatMap(String data) {
        return of(ChartKind.HEAT_MAP, data);
    }
}
