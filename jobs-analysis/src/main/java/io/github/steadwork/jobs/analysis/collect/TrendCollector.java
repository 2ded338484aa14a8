package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.Moments;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.statistics.Trend;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers rows and means by spans of time. For one thread. */
final class TrendCollector {

    /** Spans without rows are filled in up to so many points: two dates may lie ages apart. */
    private static final int MOST_FILLED = 20_000;

    private final Schema schema;
    private final int dateIndex;
    private final int[] numericIndexes;
    private final StatisticsSpec.TrendBy by;
    private final Map<LocalDate, Span> spans = new HashMap<>();
    private long undated;

    private static final class Span {
        private final Moments[] columns;
        private long rows;

        Span(int columns) {
            this.columns = new Moments[columns];
            for (int i = 0; i < columns; i++) {
                this.columns[i] = new Moments();
            }
        }
    }

    TrendCollector(Schema schema, int[] numericIndexes, StatisticsSpec.TrendBy by) {
        this.schema = schema;
        this.dateIndex = schema.index(by.column());
        this.numericIndexes = numericIndexes;
        this.by = by;
        Column column = schema.column(dateIndex);
        if (!column.type().isTemporal()) {
            throw new DataException("the trend is over column '" + column.name() + "', which is a " + column.type()
                    + "; allowed is a DATE, INSTANT or LOCAL_DATE_TIME: convert it before");
        }
    }

    void add(Row row) {
        Optional<LocalDate> start = by.period().start(row.get(dateIndex));
        if (start.isEmpty()) {
            undated++;
            return;
        }
        Span span = spans.computeIfAbsent(start.get(), day -> new Span(numericIndexes.length));
        span.rows++;
        for (int i = 0; i < numericIndexes.length; i++) {
            if (row.get(numericIndexes[i]) instanceof Number number && KeyKind.isFinite(number)) {
                span.columns[i].add(number.doubleValue());
            }
        }
    }

    Trend result() {
        TreeMap<LocalDate, Trend.Point> points = new TreeMap<>();
        spans.forEach((start, span) -> points.put(start, new Trend.Point(start, span.rows, means(span))));
        fill(points);
        return new Trend(by.column(), by.period(), new ArrayList<>(points.values()), undated, slope(points));
    }

    private Map<String, Double> means(Span span) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < numericIndexes.length; i++) {
            if (span.columns[i].count() > 0) {
                means.put(schema.column(numericIndexes[i]).name(), span.columns[i].mean());
            }
        }
        return means;
    }

    private void fill(NavigableMap<LocalDate, Trend.Point> points) {
        if (points.isEmpty()) {
            return;
        }
        LocalDate end = points.lastKey();
        for (LocalDate day = points.firstKey();
                day.isBefore(end) && points.size() < MOST_FILLED;
                day = by.period().next(day)) {
            LocalDate start = day;
            points.computeIfAbsent(start, missing -> new Trend.Point(start, 0, Map.of()));
        }
    }

    /** The slope of the least squares line through (0, rows), (1, rows), ... */
    private static Optional<Double> slope(NavigableMap<LocalDate, Trend.Point> points) {
        int n = points.size();
        if (n < 2) {
            return Optional.empty();
        }
        double middle = (n - 1) / 2.0;
        double products = 0;
        double squares = 0;
        int i = 0;
        for (Trend.Point point : points.values()) {
            double d = i++ - middle;
            products += d * point.rows();
            squares += d * d;
        }
        return Optional.of(products / squares);
    }
}
