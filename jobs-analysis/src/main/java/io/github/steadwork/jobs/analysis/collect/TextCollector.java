package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.Histogram;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.statistics.ValueCount;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.Values;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers text, and whatever else has no number: each different value is counted, up to a limit. Past it all counts are
 * dropped, because which values got in would depend on the order of the rows.
 */
final class TextCollector extends ColumnCollector {

    private final StatisticsSpec spec;
    private final Map<String, Counter> counters = new HashMap<>();
    private boolean full;
    private @Nullable String min;
    private @Nullable String max;

    private static final class Counter {
        private long count;
    }

    TextCollector(Column column, StatisticsSpec spec) {
        super(column);
        this.spec = spec;
    }

    @Override
    void addValue(Object value) {
        addText(value instanceof String text ? text : Objects.requireNonNull(Casts.text(value)), 1);
    }

    private void addText(String text, long times) {
        Counter counter = counters.get(text);
        if (counter == null) {
            widen(text);
            counter = newCounter(text);
        }
        if (counter != null) {
            counter.count += times;
        }
    }

    private void widen(String text) {
        if (min == null || Values.compare(text, min) < 0) {
            min = text;
        }
        if (max == null || Values.compare(text, max) > 0) {
            max = text;
        }
    }

    private @Nullable Counter newCounter(String text) {
        if (full) {
            return null;
        }
        if (counters.size() == spec.distinctLimit()) {
            full = true;
            counters.clear();
            return null;
        }
        Counter counter = new Counter();
        counters.put(text, counter);
        return counter;
    }

    @Override
    void mergeValues(ColumnCollector other) {
        TextCollector texts = (TextCollector) other;
        if (texts.min != null && texts.max != null) {
            widen(texts.min);
            widen(texts.max);
        }
        texts.counters.forEach((text, counter) -> addText(text, counter.count));
        if (texts.full) {
            full = true;
            counters.clear();
        }
    }

    @Override
    public ColumnStatistics result(boolean brief) {
        return new ColumnStatistics(
                name(),
                type(),
                values(),
                nulls(),
                full ? spec.distinctLimit() : counters.size(),
                !full,
                Optional.ofNullable(min),
                Optional.empty(),
                Optional.ofNullable(max),
                brief ? List.of() : top(),
                Optional.empty(),
                Histogram.EMPTY);
    }

    private List<ValueCount> top() {
        Comparator<Map.Entry<String, Counter>> mostFirst = Comparator.comparingLong(entry -> -entry.getValue().count);
        return counters.entrySet().stream()
                .sorted(mostFirst.thenComparing(Map.Entry::getKey, Values::compare))
                .limit(spec.top())
                .map(entry -> new ValueCount(entry.getKey(), entry.getValue().count))
                .toList();
    }
}
