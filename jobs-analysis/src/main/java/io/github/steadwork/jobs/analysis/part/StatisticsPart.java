package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Statistics;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.Correlation;
import io.github.steadwork.jobs.analysis.statistics.GroupStatistics;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.Trend;
import io.github.steadwork.jobs.analysis.statistics.ValueCount;
import io.github.steadwork.jobs.analysis.svg.BoxPlot;
import io.github.steadwork.jobs.analysis.svg.Drawings;
import io.github.steadwork.jobs.analysis.svg.Frame;
import io.github.steadwork.jobs.analysis.svg.Plot;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a statistics job found, as tables and charts. */
final class StatisticsPart implements Part {

    private static final int MOST_GROUPS = 20;
    private static final int TOP = 10;

    private final Statistics section;
    private final StatisticsResult result;
    private final List<ColumnStatistics> columns;

    StatisticsPart(Statistics section, StatisticsResult result) {
        this.section = section;
        this.result = result;
        this.columns = section.columns().isEmpty()
                ? result.columns()
                : section.columns().stream().map(this::column).toList();
    }

    private ColumnStatistics column(String name) {
        List<String> names =
                result.columns().stream().map(ColumnStatistics::name).toList();
        return result.column(name)
                .orElseThrow(() ->
                        new DataException("the statistics have no column '" + name + "'; " + NameHint.of(name, names)));
    }

    @Override
    public Map<String, List<RowSink>> sinks() {
        return Map.of();
    }

    @Override
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(overview());
        numbers().ifPresent(blocks::add);
        columns.forEach(column -> distribution(column).ifPresent(blocks::add));
        correlations().ifPresent(blocks::add);
        result.trend().filter(trend -> !trend.points().isEmpty()).ifPresent(trend -> blocks.add(trend(trend)));
        groups(blocks);
        return blocks;
    }

    private Block overview() {
        Grid.Builder grid =
                Grid.builder().text("Column").text("Type").number("Values").number("Missing");
        grid.text("Distinct").text("Least").text("Median").text("Greatest").text("Most frequent");
        for (ColumnStatistics column : columns) {
            boolean number = column.type().isNumeric();
            String more = column.distinctExact() ? "" : "more than ";
            grid.row(
                    column.name(),
                    words(column.type().name()),
                    column.values(),
                    column.nulls(),
                    more + Digits.grouped(column.distinct()),
                    shown(column.min(), number),
                    shown(column.median(), number),
                    shown(column.max(), number),
                    column.mode()
                            .map(mode -> shown(Optional.of(mode.value()), number) + " (" + Digits.grouped(mode.count())
                                    + ")")
                            .orElse("–"));
        }
        String text = section.text().isEmpty()
                ? Digits.grouped(result.rows()) + " rows of " + result.source() + "."
                : section.text();
        return new Block.Sheet(section.title(), text, grid.build(), "");
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String shown(Optional<String> value, boolean number) {
        return value.map(text -> number ? Digits.grouped(text) : text).orElse("–");
    }

    private Optional<Block> numbers() {
        Grid.Builder grid = Grid.builder().text("Column");
        for (String head : List.of("Mean", "Deviation", "Least", "Q1", "Median", "Q3")) {
            grid.number(head);
        }
        grid.number("Greatest")
                .number("Skewness")
                .number("Kurtosis")
                .number("MAD")
                .number("Outliers")
                .number("By MAD");
        boolean any = false;
        for (ColumnStatistics column : columns) {
            if (column.numbers().isPresent()) {
                any = true;
                numbers(grid, column.name(), column.numbers().get());
            }
        }
        return any
                ? Optional.of(new Block.Sheet(
                        "Numbers",
                        "Q1 and Q3 are the quartiles; outliers lie more than 1.5 times their distance beyond. MAD is the median distance from the median; by it those lie far off whose distance is more than 3.5 / 0.6745 times as much.",
                        grid.build(),
                        ""))
                : Optional.empty();
    }

    private static void numbers(Grid.Builder grid, String name, NumberStatistics n) {
        grid.row(
                name,
                Grid.Cell.number(n.mean()),
                cell(n.deviation()),
                n.min(),
                n.q1(),
                n.median(),
                n.q3(),
                n.max(),
                cell(n.skewness()),
                cell(n.kurtosis()),
                Grid.Cell.number(n.deviating().mad()),
                n.outliers().below() + n.outliers().above(),
                n.deviating().byMedian());
    }

    private static Grid.Cell cell(Optional<Double> number) {
        return Grid.Cell.number(number.orElse(Double.NaN));
    }

    /** A histogram of numbers, or bars of the most frequent values; nothing where all values are different. */
    private static Optional<Block> distribution(ColumnStatistics column) {
        if (!column.histogram().counts().isEmpty()) {
            Chart chart = Chart.histogram("statistics")
                    .title(column.name())
                    .x(column.name())
                    .build();
            return Optional.of(HistogramPart.picture(chart, column));
        }
        boolean repeats = column.mode().map(mode -> mode.count() > 1).orElse(false);
        return repeats && !column.type().isTemporal() ? Optional.of(top(column)) : Optional.empty();
    }

    private static Block top(ColumnStatistics column) {
        List<ValueCount> top = column.top().stream().limit(TOP).toList();
        List<String> names = top.stream()
                .map(value -> value.value().isEmpty() ? "(empty)" : value.value())
                .toList();
        List<Double> counts = top.stream().map(value -> (double) value.count()).toList();
        Plot plot = new Plot(names, false, List.of(new Plot.Series("Count", counts)));
        Grid.Builder grid = Grid.builder().text(column.name()).number("Count");
        top.forEach(value -> grid.row(value.value(), value.count()));
        String note = column.distinct() > top.size()
                ? "The " + top.size() + " most frequent of " + Digits.grouped(column.distinct()) + " values."
                : "";
        String svg = Drawings.lyingBars(new Frame(column.name(), false, "", ""), plot);
        return new Block.Picture(column.name(), "", false, svg, List.of(), grid.build(), note);
    }

    private Optional<Block> correlations() {
        List<Correlation> known = result.correlations().stream()
                .filter(pair -> pair.pearson().isPresent() && has(pair.x()) && has(pair.y()))
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        boolean ranked = known.stream().anyMatch(pair -> pair.spearman().isPresent());
        Grid.Builder grid =
                Grid.builder().text("Column").text("Column").number("Rows").number("Pearson's r");
        if (ranked) {
            grid.number("Spearman's rho");
        }
        for (Correlation pair : known) {
            Grid.Cell r = cell(pair.pearson().map(StatisticsPart::three));
            if (ranked) {
                grid.row(
                        pair.x(), pair.y(), pair.rows(), r, cell(pair.spearman().map(StatisticsPart::three)));
            } else {
                grid.row(pair.x(), pair.y(), pair.rows(), r);
            }
        }
        String text = "1 and -1 mean that one follows from the other on a straight line"
                + (ranked ? "; by the ranks, on any line that only rises or only falls." : ".");
        return Optional.of(new Block.Sheet("Correlations", text, grid.build(), ""));
    }

    private boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    private static double three(double r) {
        return Math.rint(r * 1000) / 1000;
    }

    private static Block trend(Trend trend) {
        List<String> names = trend.points().stream()
                .map(point -> trend.period().label(point.start()))
                .toList();
        List<Double> rows =
                trend.points().stream().map(point -> (double) point.rows()).toList();
        Plot plot = new Plot(names, true, List.of(new Plot.Series("Rows", rows)));
        Grid.Builder grid = Grid.builder().text(words(trend.period().name())).number("Rows");
        for (int i = 0; i < names.size(); i++) {
            grid.row(names.get(i), trend.points().get(i).rows());
        }
        String title = "Rows by " + words(trend.period().name()) + " of " + trend.column();
        String note = trend.undated() == 0 ? "" : Digits.grouped(trend.undated()) + " rows have no date.";
        String svg = Drawings.lines(new Frame(title, true, "", "Rows"), plot);
        return new Block.Picture(title, "", true, svg, List.of(), grid.build(), note);
    }

    private void groups(List<Block> blocks) {
        if (result.groups().isEmpty()) {
            return;
        }
        String by = String.join(", ", result.groupedBy());
        for (ColumnStatistics column : columns) {
            List<BoxPlot> boxes = boxes(column.name());
            if (!boxes.isEmpty()) {
                String title = column.name() + " by " + by;
                String svg = Drawings.boxes(new Frame(title, false, column.name(), ""), boxes);
                String note = result.groups().size() > MOST_GROUPS
                        ? "The " + MOST_GROUPS + " largest of "
                                + Digits.grouped(result.groups().size()) + " groups."
                        : "";
                blocks.add(new Block.Picture(title, "", false, svg, List.of(), grid(column.name()), note));
            }
        }
    }

    private List<BoxPlot> boxes(String column) {
        List<BoxPlot> boxes = new ArrayList<>();
        for (GroupStatistics group : result.groups()) {
            if (boxes.size() < MOST_GROUPS) {
                numbers(group, column).ifPresent(n -> boxes.add(new BoxPlot(name(group), group.rows(), n, List.of())));
            }
        }
        return boxes;
    }

    private Grid grid(String column) {
        Grid.Builder grid =
                Grid.builder().text(String.join(", ", result.groupedBy())).number("Rows");
        grid.number("Mean").number("Deviation").number("Least").number("Median").number("Greatest");
        for (GroupStatistics group : result.groups()) {
            numbers(group, column)
                    .ifPresent(n -> grid.row(
                            name(group),
                            group.rows(),
                            Grid.Cell.number(n.mean()),
                            cell(n.deviation()),
                            n.min(),
                            n.median(),
                            n.max()));
        }
        return grid.build();
    }

    private static Optional<NumberStatistics> numbers(GroupStatistics group, String column) {
        return group.columns().stream()
                .filter(statistics -> statistics.name().equals(column))
                .findFirst()
                .flatMap(ColumnStatistics::numbers);
    }

    private static String name(GroupStatistics group) {
        return String.join(
                ", ",
                group.key().stream()
                        .map(key -> Objects.requireNonNullElse(key, "–"))
                        .toList());
    }
}
