package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.svg.Drawings;
import io.github.steadwork.jobs.analysis.svg.Frame;
import io.github.steadwork.jobs.analysis.svg.Points;
import io.github.steadwork.pipeline.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scatter chart. Of very many rows it keeps every second, fourth, eighth ... so that the points stay drawable. */
final class ScatterPart implements Part, RowSink {

    private static final int MOST_POINTS = 4_000;

    private final Chart chart;
    private final Map<Object, Integer> series = new LinkedHashMap<>();
    private List<Points.Point> points = new ArrayList<>();
    private @Nullable Source x;
    private @Nullable Source y;
    private @Nullable Source split;
    private @Nullable Categories categories;
    private long seen;
    private long without;
    private int every = 1;

    ScatterPart(Chart chart) {
        this.chart = chart;
    }

    @Override
    public Map<String, List<RowSink>> sinks() {
        return Map.of(chart.data(), List.of(this));
    }

    @Override
    public void begin(Columns columns) {
        x = columns.numbers(chart.x());
        y = columns.numbers(chart.y().get(0));
        if (!chart.series().isEmpty()) {
            Source source = columns.find(chart.series());
            categories = new Categories(source.type(), chart.period());
            split = source;
        }
    }

    @Override
    public void add(Row row) {
        if (x == null || y == null) {
            throw new IllegalStateException("begin was not called");
        }
        boolean both = x.get(row) instanceof Number across
                && KeyKind.isFinite(across)
                && y.get(row) instanceof Number up
                && KeyKind.isFinite(up)
                && keep(across.doubleValue(), up.doubleValue(), row);
        if (!both) {
            without++;
        }
    }

    private boolean keep(double across, double up, Row row) {
        if (seen++ % every == 0) {
            points.add(new Points.Point(across, up, colour(row)));
        }
        if (points.size() > MOST_POINTS) {
            List<Points.Point> half = new ArrayList<>();
            for (int i = 0; i < points.size(); i += 2) {
                half.add(points.get(i));
            }
            points = half;
            every *= 2;
        }
        return true;
    }

    private int colour(Row row) {
        if (split == null || categories == null) {
            return 0;
        }
        Object category = categories.of(split.get(row));
        Object key = category == null ? "–" : category;
        Integer known = series.get(key);
        if (known == null) {
            known = Math.min(series.size(), Drawings.COLOURS - 1);
            series.put(series.size() < Drawings.COLOURS - 1 ? key : "Other", known);
        }
        return known;
    }

    @Override
    public List<Block> blocks() {
        List<String> notes = new ArrayList<>();
        if (every > 1) {
            notes.add(Digits.grouped(points.size()) + " of " + Digits.grouped(seen) + " points are shown.");
        }
        if (without > 0) {
            notes.add(Digits.grouped(without) + " rows lack one of the numbers and are not shown.");
        }
        List<String> names = series.keySet().stream()
                .map(key -> categories == null ? key.toString() : categories.name(key))
                .toList();
        String xName = chart.xLabel().isEmpty() ? chart.x() : chart.xLabel();
        String yName = chart.yLabel().isEmpty() ? chart.y().get(0) : chart.yLabel();
        String label = chart.title().isEmpty() ? yName + " by " + xName : chart.title();
        Frame frame = new Frame(label, chart.wide(), xName, yName);
        String svg = points.isEmpty() ? "" : Drawings.scatter(frame, new Points(names, points));
        Grid none = Grid.builder().build();
        return List.of(new Block.Picture(
                chart.title(), chart.text(), chart.wide(), svg, names, none, String.join(" ", notes)));
    }
}
