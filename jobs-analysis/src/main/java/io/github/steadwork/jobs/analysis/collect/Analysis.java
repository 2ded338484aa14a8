package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.CoMoments;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.Correlation;
import io.github.steadwork.jobs.analysis.statistics.GroupStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.statistics.Trend;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** All that is gathered of one set of rows: its columns, how they go together, its groups and its trend. For one thread. */
public final class Analysis {

    /** The first so many columns of numbers are compared with each other: pairs grow with the square. */
    private static final int MOST_CORRELATED = 32;

    private final int[] indexes;
    private final ColumnCollector[] columns;
    private final OrderedCollector[] numeric;
    private final int[] numericIndexes;
    private final CoMoments[][] pairs;
    private final double[] numbers;
    private final @Nullable RankCollector ranks;
    private final @Nullable GroupCollector groups;
    private final @Nullable TrendCollector trend;
    private long rows;

    public Analysis(Schema schema, StatisticsSpec spec, KeyStore store) {
        List<String> names = spec.columns().isEmpty() ? schema.names() : spec.columns();
        indexes = schema.indexes(names);
        columns = new ColumnCollector[indexes.length];
        List<OrderedCollector> ordered = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++) {
            columns[i] = ColumnCollector.of(schema.column(indexes[i]), spec, store);
            if (columns[i] instanceof OrderedCollector collector && collector.isNumeric()) {
                ordered.add(collector);
            }
        }
        numeric = ordered.toArray(OrderedCollector[]::new);
        numericIndexes =
                schema.indexes(ordered.stream().map(ColumnCollector::name).toList());
        int correlated = Math.min(numeric.length, MOST_CORRELATED);
        numbers = new double[numeric.length];
        pairs = new CoMoments[correlated][];
        for (int i = 0; i < correlated; i++) {
            pairs[i] = new CoMoments[i];
            for (int j = 0; j < i; j++) {
                pairs[i][j] = new CoMoments();
            }
        }
        ranks = spec.spearman()
                ? new RankCollector(Arrays.copyOf(numeric, correlated), numericIndexes, store, spec.memoryBytes())
                : null;
        groups = spec.groupBy().isEmpty() ? null : new GroupCollector(schema, numericIndexes, spec, store);
        trend = spec.trend()
                .map(by -> new TrendCollector(schema, numericIndexes, by))
                .orElse(null);
    }

    public void add(Row row) {
        rows++;
        int number = 0;
        for (int i = 0; i < columns.length; i++) {
            Object value = row.get(indexes[i]);
            if (columns[i] instanceof OrderedCollector ordered && ordered.isNumeric()) {
                numbers[number++] = ordered.addAndMeasure(value);
            } else {
                columns[i].add(value);
            }
        }
        addPairs();
        if (ranks != null) {
            ranks.add(row);
        }
        if (groups != null) {
            groups.add(row);
        }
        if (trend != null) {
            trend.add(row);
        }
    }

    private void addPairs() {
        for (int i = 1; i < pairs.length; i++) {
            double y = numbers[i];
            if (!Double.isNaN(y)) {
                addPairs(pairs[i], y);
            }
        }
    }

    private void addPairs(CoMoments[] withEarlier, double y) {
        for (int j = 0; j < withEarlier.length; j++) {
            double x = numbers[j];
            if (!Double.isNaN(x)) {
                withEarlier[j].add(x, y);
            }
        }
    }

    public long rows() {
        return rows;
    }

    public List<ColumnStatistics> columns() {
        List<ColumnStatistics> results = new ArrayList<>();
        for (ColumnCollector column : columns) {
            results.add(column.result(false));
        }
        return results;
    }

    public List<Correlation> correlations() {
        CoMoments[][] ofRanks = ranks == null ? new CoMoments[0][] : ranks.ranks();
        List<Correlation> results = new ArrayList<>();
        for (int j = 0; j < pairs.length; j++) {
            for (int i = j + 1; i < pairs.length; i++) {
                results.add(new Correlation(
                        numeric[j].name(),
                        numeric[i].name(),
                        pairs[i][j].count(),
                        coefficient(pairs[i][j]),
                        ranks == null ? Optional.empty() : coefficient(ofRanks[i][j])));
            }
        }
        return results;
    }

    private static Optional<Double> coefficient(CoMoments pairs) {
        OptionalDouble r = pairs.pearson();
        return r.isPresent() ? Optional.of(r.getAsDouble()) : Optional.empty();
    }

    public List<GroupStatistics> groups() {
        return groups == null ? List.of() : groups.results();
    }

    public Optional<Trend> trend() {
        return trend == null ? Optional.empty() : Optional.of(trend.result());
    }
}
