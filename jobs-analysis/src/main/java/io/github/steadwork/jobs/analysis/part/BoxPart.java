package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.collect.OrderedCollector;
import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Order;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.svg.BoxPlot;
import io.github.steadwork.jobs.analysis.svg.Drawings;
import io.github.steadwork.jobs.analysis.svg.Frame;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chart of boxes: the spread of a number, one box per category. */
final class BoxPart implements Part, RowSink {

    private static final int BOXES = 20;
    private static final int MOST_BOXES = 10_000;
    /** Outliers nearer to each other than this share of the range cover each other. */
    private static final double APART = 1.0 / 250;

    private final Chart chart;
    private final KeyStore store;
    private final Map<Object, OrderedCollector> boxes = new LinkedHashMap<>();
    private @Nullable Source x;
    private @Nullable Source y;
    private @Nullable Categories categories;
    private long without;

    BoxPart(Chart chart, KeyStore store) {
        this.chart = chart;
        this.store = store;
    }

    @Override
    public Map<String, List<RowSink>> sinks() {
        return Map.of(chart.data(), List.of(this));
    }

    @Override
    public void begin(Columns columns) {
        y = columns.numbers(chart.y().get(0));
        if (!chart.x().isEmpty()) {
            Source source = columns.find(chart.x());
            categories = new Categories(source.type(), chart.period());
            x = source;
        }
    }

    @Override
    public void add(Row row) {
        Source numbers = y;
        if (numbers == null) {
            throw new IllegalStateException("begin was not called");
        }
        Object category = x == null || categories == null ? "" : categories.of(x.get(row));
        Object value = numbers.get(row);
        if (category == null || value == null) {
            without++;
            return;
        }
        boxes.computeIfAbsent(category, key -> newBox(numbers)).add(value);
    }

    private OrderedCollector newBox(Source numbers) {
        if (boxes.size() == MOST_BOXES) {
            throw new DataException("chart '" + chart.title() + "' would have more than " + MOST_BOXES + " boxes, by '"
                    + chart.x() + "'; choose a column with fewer values");
        }
        KeyKind kind = KeyKind.of(numbers.type()).orElseThrow();
        StatisticsSpec spec = StatisticsSpec.of(Dataset.previous());
        return new OrderedCollector(Column.of(numbers.text(), numbers.type()), kind, spec, store);
    }

    private record Measured(Object category, OrderedCollector collector, NumberStatistics numbers, long count) {}

    @Override
    public List<Block> blocks() {
        List<String> notes = new ArrayList<>();
        List<Measured> shown = shown(notes);
        if (without > 0) {
            notes.add(Digits.grouped(without) + " rows have no value and are not shown.");
        }
        String name = chart.xLabel().isEmpty() ? chart.y().get(0) : chart.xLabel();
        String label = chart.title().isEmpty() ? "Spread of " + name : chart.title();
        String svg = shown.isEmpty() ? "" : Drawings.boxes(new Frame(label, chart.wide(), name, ""), plots(shown));
        return List.of(new Block.Picture(
                chart.title(), chart.text(), chart.wide(), svg, List.of(), grid(shown), String.join(" ", notes)));
    }

    /** The most frequent categories, in the order asked for: by median, the greatest first, unless said. */
    private List<Measured> shown(List<String> notes) {
        List<Measured> all = new ArrayList<>();
        boxes.forEach((category, collector) -> {
            var result = collector.result(true);
            result.numbers()
                    .ifPresent(numbers ->
                            all.add(new Measured(category, collector, numbers, result.values() - numbers.nonFinite())));
        });
        int limit = chart.limit() > 0 ? chart.limit() : BOXES;
        List<Measured> shown = all;
        if (all.size() > limit) {
            notes.add("The " + limit + " most frequent of " + Digits.grouped(all.size()) + " are shown.");
            List<Measured> frequent = all.stream()
                    .sorted(Comparator.comparingLong(Measured::count).reversed())
                    .limit(limit)
                    .toList();
            shown = new ArrayList<>(all);
            shown.retainAll(frequent);
        }
        Order order = chart.order().orElse(Order.VALUE);
        if (order == Order.CATEGORY) {
            shown.sort(Comparator.comparing(Measured::category, Values::compare));
        } else if (order == Order.VALUE) {
            shown.sort(
                    Comparator.comparingDouble((Measured box) -> -box.numbers().median()));
        }
        return shown;
    }

    private List<BoxPlot> plots(List<Measured> shown) {
        double min =
                shown.stream().mapToDouble(box -> box.numbers().min()).min().orElse(0);
        double max =
                shown.stream().mapToDouble(box -> box.numbers().max()).max().orElse(0);
        return shown.stream()
                .map(box -> new BoxPlot(
                        name(box.category()),
                        box.count(),
                        box.numbers(),
                        box.collector().outliers(box.numbers().outliers(), (max - min) * APART)))
                .toList();
    }

    private String name(Object category) {
        return categories == null ? "" : categories.name(category);
    }

    private Grid grid(List<Measured> shown) {
        Grid.Builder grid =
                Grid.builder().text(chart.x().isEmpty() ? "" : chart.x()).number("Count");
        for (String head : List.of("Least", "Lower quartile", "Median", "Upper quartile", "Greatest", "Mean")) {
            grid.number(head);
        }
        for (Measured box : shown) {
            NumberStatistics n = box.numbers();
            grid.row(name(box.category()), box.count(), n.min(), n.q1(), n.median(), n.q3(), n.max(), n.mean());
        }
        return grid.build();
    }
}
