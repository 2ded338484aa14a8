package io.github.steadwork.jobs.analysis.section;

import io.github.steadwork.jobs.analysis.statistics.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Chart}, which explains each part. */
public final class ChartBuilder {

    private final ChartKind kind;
    private final String data;
    private String title = "";
    private String text = "";
    private String x = "";
    private List<String> y = List.of();
    private String series = "";
    private @Nullable Measure measure;
    private @Nullable Period period;
    private @Nullable Order order;
    private int limit;
    private boolean wide;
    private String xLabel = "";
    private String yLabel = "";

    ChartBuilder(ChartKind kind, String data) {
        this.kind = kind;
        this.data = data;
    }

    /** The heading. */
    public ChartBuilder title(String title) {
        this.title = title;
        return this;
    }

    /** A few words below the heading. */
    public ChartBuilder text(String text) {
        this.text = text;
        return this;
    }

    /** The column that the marks are placed by. */
    public ChartBuilder x(String column) {
        this.x = column;
        return this;
    }

    /** The columns of values. */
    public ChartBuilder y(String... columns) {
        this.y = List.of(columns);
        return this;
    }

    /** The column by which marks are split and coloured. */
    public ChartBuilder series(String column) {
        this.series = column;
        return this;
    }

    /** How rows become one number. */
    public ChartBuilder measure(Measure measure) {
        this.measure = measure;
        return this;
    }

    /** What dates and times of {@code x} are rounded down to. */
    public ChartBuilder period(Period period) {
        this.period = period;
        return this;
    }

    /** The order of the categories. */
    public ChartBuilder order(Order order) {
        this.order = order;
        return this;
    }

    /** At most how many categories. */
    public ChartBuilder limit(int categories) {
        this.limit = categories;
        return this;
    }

    /** Over the whole width of the page. */
    public ChartBuilder wide() {
        this.wide = true;
        return this;
    }

    /** The name of the x axis. */
    public ChartBuilder xLabel(String label) {
        this.xLabel = label;
        return this;
    }

    /** The name of the y axis. */
    public ChartBuilder yLabel(String label) {
        this.yLabel = label;
        return this;
    }

    /**
     * The chart.
     *
     * @throws IllegalArgumentException if it cannot be drawn, as for lack of {@code x}
     */
    public Chart build() {
        return new Chart(
                title,
                text,
                data,
                kind,
                x,
                y,
                series,
                Optional.ofNullable(measure),
                Optional.ofNullable(period),
                Optional.ofNullable(order),
                limit,
                wide,
                xLabel,
                yLabel);
    }
}
