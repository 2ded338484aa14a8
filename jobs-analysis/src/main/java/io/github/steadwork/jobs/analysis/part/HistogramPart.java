package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.collect.ColumnCollector;
import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.Histogram;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.svg.Drawings;
import io.github.steadwork.jobs.analysis.svg.Frame;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A histogram. */
final class HistogramPart implements Part, RowSink {

    private static final int BINS = 24;
    private static final int WIDE_BINS = 48;

    private final Chart chart;
    private final KeyStore store;
    private @Nullable Source x;
    private @Nullable ColumnCollector numbers;

    HistogramPart(Chart chart, KeyStore store) {
        this.chart = chart;
        this.store = store;
    }

    @Override
    public Map<String, List<RowSink>> sinks() {
        return Map.of(chart.data(), List.of(this));
    }

    @Override
    public void begin(Columns columns) {
        Source source = columns.numbers(chart.x());
        int bins = chart.limit() > 0 ? chart.limit() : chart.wide() ? WIDE_BINS : BINS;
        StatisticsSpec spec =
                StatisticsSpec.builder(Dataset.previous()).bins(bins).top(1).build();
        numbers = ColumnCollector.of(Column.of(chart.x(), source.type()), spec, store);
        x = source;
    }

    @Override
    public void add(Row row) {
        if (numbers != null && x != null) {
            numbers.add(x.get(row));
        }
    }

    @Override
    public List<Block> blocks() {
        if (numbers == null) {
            throw new IllegalStateException("begin was not called");
        }
        return List.of(picture(chart, numbers.result(false)));
    }

    static Block.Picture picture(Chart chart, ColumnStatistics column) {
        Histogram histogram = column.histogram();
        String x = chart.xLabel().isEmpty() ? chart.x() : chart.xLabel();
        String y = chart.yLabel().isEmpty() ? "Count" : chart.yLabel();
        String label = chart.title().isEmpty() ? "Distribution of " + x : chart.title();
        Frame frame = new Frame(label, chart.wide(), x, y);
        boolean drawn = !histogram.counts().isEmpty();
        String svg = drawn ? Drawings.histogram(frame, histogram) : "";
        return new Block.Picture(
                chart.title(), chart.text(), chart.wide(), svg, List.of(), grid(histogram, y), note(column));
    }

    private static Grid grid(Histogram histogram, String y) {
        Grid.Builder grid = Grid.builder().number("From").number("To").number(y);
        for (int i = 0; i < histogram.counts().size(); i++) {
            grid.row(
                    Grid.Cell.number(histogram.edges().get(i)),
                    Grid.Cell.number(histogram.edges().get(i + 1)),
                    histogram.counts().get(i));
        }
        return grid.build();
    }

    private static String note(ColumnStatistics column) {
        StringBuilder note = new StringBuilder();
        Histogram histogram = column.histogram();
        if (histogram.below() > 0) {
            note.append(Digits.grouped(histogram.below())).append(" lesser values, down to ");
            note.append(column.min().map(Digits::grouped).orElse("")).append(", are not shown. ");
        }
        if (histogram.above() > 0) {
            note.append(Digits.grouped(histogram.above())).append(" greater values, up to ");
            note.append(column.max().map(Digits::grouped).orElse("")).append(", are not shown. ");
        }
        if (column.nulls() > 0) {
            note.append(Digits.grouped(column.nulls())).append(" rows have no value.");
        }
        return note.toString().strip();
    }
}
