package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chart with a number per category and series: lines, bars, heat maps. */
final class CategoryPart implements Part, RowSink {

    /** More marks than this are a mistake in the spec, which is to fail before it takes all memory. */
    private static final int MOST_MARKS = 200_000;

    private final Chart chart;
    private final Measure measure;
    private final Map<Object, Map<Object, Tally>> tallies = new LinkedHashMap<>();
    private final List<Source> values = new ArrayList<>();
    private @Nullable Source x;
    private @Nullable Source series;
    private @Nullable Categories categories;
    private @Nullable Categories seriesNames;
    private int marks;
    private long without;

    CategoryPart(Chart chart) {
        this.chart = chart;
        this.measure = chart.measure().orElse(chart.y().isEmpty() ? Measure.COUNT : Measure.SUM);
    }

    @Override
    public Map<String, List<RowSink>> sinks() {
        return Map.of(chart.data(), List.of(this));
    }

    @Override
    public void begin(Columns columns) {
        Source across = columns.find(chart.x());
        x = across;
        categories = new Categories(across.type(), chart.period());
        if (!chart.series().isEmpty()) {
            Source split = columns.find(chart.series());
            series = split;
            seriesNames = new Categories(split.type(), chart.period());
        }
        boolean numbers = measure != Measure.COUNT && measure != Measure.DISTINCT;
        chart.y().forEach(y -> values.add(numbers ? columns.numbers(y) : columns.find(y)));
    }

    @Override
    public void add(Row row) {
        if (x == null || categories == null) {
            throw new IllegalStateException("begin was not called");
        }
        Object category = categories.of(x.get(row));
        Object split = series == null || seriesNames == null ? "" : seriesNames.of(series.get(row));
        if (category == null || split == null) {
            without++;
            return;
        }
        if (values.isEmpty()) {
            tally(category, split).add(true);
        }
        for (Source value : values) {
            tally(category, values.size() > 1 ? value.text() : split).add(value.get(row));
        }
    }

    private Tally tally(Object category, Object split) {
        return tallies.computeIfAbsent(category, key -> new LinkedHashMap<>())
                .computeIfAbsent(split, key -> newTally());
    }

    private Tally newTally() {
        if (++marks > MOST_MARKS) {
            throw new DataException("chart '" + chart.title() + "' would have more than " + MOST_MARKS + " marks, by '"
                    + chart.x() + "'; choose a column with fewer values, or aggregate before");
        }
        return new Tally(measure);
    }

    @Override
    public List<Block> blocks() {
        if (categories == null) {
            throw new IllegalStateException("begin was not called");
        }
        PlotLayout layout = new PlotLayout(chart, measure, categories, seriesNames);
        return List.of(layout.picture(tallies, without));
    }
}
