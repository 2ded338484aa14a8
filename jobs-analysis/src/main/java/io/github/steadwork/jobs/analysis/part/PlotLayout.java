package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.ChartKind;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.jobs.analysis.section.Order;
import io.github.steadwork.jobs.analysis.svg.Drawings;
import io.github.steadwork.jobs.analysis.svg.Frame;
import io.github.steadwork.jobs.analysis.svg.Plot;
import io.github.steadwork.pipeline.row.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses and orders the categories and series of a chart, and says what is left out. */
final class PlotLayout {

    private static final String OTHER = "Other";
    private static final int MOST_HEAT_ROWS = 40;

    private final Chart chart;
    private final Measure measure;
    private final Categories categories;
    private final @Nullable Categories seriesNames;
    private final List<String> notes = new ArrayList<>();

    PlotLayout(Chart chart, Measure measure, Categories categories, @Nullable Categories seriesNames) {
        this.chart = chart;
        this.measure = measure;
        this.categories = categories;
        this.seriesNames = seriesNames;
    }

    Block picture(Map<Object, Map<Object, Tally>> tallies, long without) {
        List<Object> shown = shown(tallies);
        Map<Object, Map<Object, Tally>> limited = limitSeries(tallies, shown);
        Set<Object> splits = new LinkedHashSet<>();
        seriesOrder(limited).forEach(splits::add);
        Plot plot = plot(shown, splits, limited);
        if (without > 0) {
            notes.add(Digits.grouped(without) + (without == 1 ? " row has" : " rows have") + " no "
                    + (chart.series().isEmpty() ? chart.x() : chart.x() + " or " + chart.series())
                    + " and are not shown.");
        }
        boolean manyColours = plot.series().size() > 1 && chart.kind() != ChartKind.HEAT_MAP;
        List<String> legend =
                manyColours ? plot.series().stream().map(Plot.Series::name).toList() : List.of();
        return new Block.Picture(
                chart.title(), chart.text(), chart.wide(), draw(plot), legend, grid(plot), String.join(" ", notes));
    }

    private List<Object> shown(Map<Object, Map<Object, Tally>> tallies) {
        List<Object> all = new ArrayList<>(tallies.keySet());
        Order order = chart.order().orElse(chart.kind() == ChartKind.HORIZONTAL_BAR ? Order.VALUE : Order.CATEGORY);
        if (order == Order.CATEGORY) {
            all.sort(Values::compare);
            boolean runsOn = chart.kind() != ChartKind.HORIZONTAL_BAR && categories.isOrdinal();
            all = runsOn ? categories.filled(all) : all;
        } else if (order == Order.VALUE) {
            Map<Object, Double> totals = new HashMap<>();
            tallies.forEach((category, parts) -> totals.put(category, total(parts)));
            all.sort(Comparator.comparingDouble((Object key) -> -totals.getOrDefault(key, 0.0))
                    .thenComparing(Values::compare));
        }
        int limit = chart.limit() > 0 ? chart.limit() : mostCategories();
        if (all.size() > limit) {
            notes.add("The first " + limit + " of " + Digits.grouped(all.size()) + " are shown.");
            all = all.subList(0, limit);
        }
        return all;
    }

    private int mostCategories() {
        return switch (chart.kind()) {
            case LINE -> Chart.MAX_LIMIT;
            case HORIZONTAL_BAR -> 20;
            case HEAT_MAP -> 32;
            default -> chart.wide() ? 100 : 50;
        };
    }

    /** Of too many series the lesser ones become one, if that can be added up; else they are left out. */
    private Map<Object, Map<Object, Tally>> limitSeries(Map<Object, Map<Object, Tally>> tallies, List<Object> shown) {
        Map<Object, Tally> totals = new LinkedHashMap<>();
        shown.forEach(category -> tallies.getOrDefault(category, Map.of())
                .forEach((split, tally) ->
                        totals.computeIfAbsent(split, key -> new Tally(measure)).merge(tally)));
        int most = chart.kind() == ChartKind.HEAT_MAP ? MOST_HEAT_ROWS : Drawings.COLOURS;
        if (totals.size() <= most) {
            return tallies;
        }
        boolean sums = Tally.isAdditive(measure) && chart.kind() != ChartKind.HEAT_MAP;
        List<Object> best = totals.keySet().stream()
                .sorted(Comparator.comparingDouble((Object split) ->
                        -number(totals.getOrDefault(split, new Tally(measure)).value())))
                .limit(sums ? most - 1L : most)
                .toList();
        notes.add("Of " + totals.size() + " series, the greatest " + best.size() + " are shown"
                + (sums ? "; all others together as " + OTHER + "." : "."));
        Map<Object, Map<Object, Tally>> limited = new LinkedHashMap<>();
        tallies.forEach((category, parts) -> limited.put(category, limit(parts, Set.copyOf(best), sums)));
        return limited;
    }

    private Map<Object, Tally> limit(Map<Object, Tally> parts, Set<Object> best, boolean sums) {
        Map<Object, Tally> kept = new LinkedHashMap<>();
        parts.forEach((split, tally) -> {
            if (best.contains(split)) {
                kept.put(split, tally);
            } else if (sums) {
                kept.computeIfAbsent(OTHER, key -> new Tally(measure)).merge(tally);
            }
        });
        return kept;
    }

    /** Series in their own order, except columns, which stay as the chart names them; Other comes last. */
    private List<Object> seriesOrder(Map<Object, Map<Object, Tally>> tallies) {
        if (chart.y().size() > 1) {
            return new ArrayList<>(chart.y());
        }
        Set<Object> splits = new LinkedHashSet<>();
        tallies.values().forEach(parts -> splits.addAll(parts.keySet()));
        boolean other = chart.series().isEmpty() ? false : splits.remove(OTHER);
        List<Object> sorted = new ArrayList<>(splits);
        sorted.sort(Values::compare);
        if (other) {
            sorted.add(OTHER);
        }
        return sorted;
    }

    private Plot plot(List<Object> shown, Set<Object> splits, Map<Object, Map<Object, Tally>> tallies) {
        boolean zero = Tally.isAdditive(measure) && chart.kind() != ChartKind.HEAT_MAP;
        List<Plot.Series> series = new ArrayList<>();
        for (Object split : splits) {
            List<Double> numbers = new ArrayList<>();
            for (Object category : shown) {
                Tally tally = tallies.getOrDefault(category, Map.of()).get(split);
                numbers.add(tally == null ? (zero ? 0 : Double.NaN) : tally.value());
            }
            series.add(new Plot.Series(name(split), numbers));
        }
        return new Plot(shown.stream().map(categories::name).toList(), categories.isOrdinal(), series);
    }

    private String name(Object split) {
        if (split.equals(OTHER) || seriesNames == null) {
            return chart.series().isEmpty() && chart.y().size() < 2 ? valueName() : split.toString();
        }
        return seriesNames.name(split);
    }

    private String valueName() {
        if (!chart.yLabel().isEmpty()) {
            return chart.yLabel();
        }
        String y = chart.y().isEmpty() ? "" : chart.y().get(0);
        return switch (measure) {
            case COUNT -> "Count";
            case SUM -> chart.y().size() > 1 ? "" : y;
            case MEAN -> chart.y().size() > 1 ? "Mean" : "Mean of " + y;
            case MIN -> chart.y().size() > 1 ? "Least" : "Least " + y;
            case MAX -> chart.y().size() > 1 ? "Greatest" : "Greatest " + y;
            case DISTINCT -> chart.y().size() > 1 ? "Distinct" : "Distinct " + y;
        };
    }

    private String draw(Plot plot) {
        if (plot.categories().isEmpty() || plot.series().isEmpty()) {
            return "";
        }
        String label = chart.title().isEmpty() ? valueName() + " by " + chart.x() : chart.title();
        boolean lying = chart.kind() == ChartKind.HORIZONTAL_BAR;
        boolean heat = chart.kind() == ChartKind.HEAT_MAP;
        Frame frame = new Frame(
                label,
                chart.wide(),
                lying ? chart.yLabel() : chart.xLabel(),
                lying || heat ? chart.xLabel() : valueName());
        return switch (chart.kind()) {
            case LINE -> Drawings.lines(frame, plot);
            case HORIZONTAL_BAR -> Drawings.lyingBars(frame, plot);
            case STACKED_BAR -> Drawings.stackedBars(frame, plot);
            case HEAT_MAP -> Drawings.heatMap(frame, plot);
            default -> Drawings.bars(frame, plot);
        };
    }

    private Grid grid(Plot plot) {
        Grid.Builder grid = Grid.builder().text(chart.xLabel().isEmpty() ? chart.x() : chart.xLabel());
        plot.series().forEach(series -> grid.number(series.name()));
        for (int c = 0; c < plot.categories().size(); c++) {
            List<Object> cells = new ArrayList<>();
            cells.add(plot.categories().get(c));
            for (Plot.Series series : plot.series()) {
                cells.add(Grid.Cell.number(series.values().get(c)));
            }
            grid.row(cells.toArray());
        }
        return grid.build();
    }

    private double total(Map<Object, Tally> parts) {
        double total = 0;
        for (Tally tally : parts.values()) {
            total += number(tally.value());
        }
        return total;
    }

    private static double number(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
