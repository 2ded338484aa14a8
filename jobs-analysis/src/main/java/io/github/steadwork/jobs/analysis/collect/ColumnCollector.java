package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import org.jspecify.annotations.Nullable;

/** Gathers what is in one column. Partial results of the same column can be merged. For one thread. */
public abstract class ColumnCollector {

    private final Column column;
    private long values;
    private long nulls;

    ColumnCollector(Column column) {
        this.column = column;
    }

    /** A collector for a column of any type. */
    public static ColumnCollector of(Column column, StatisticsSpec spec, KeyStore store) {
        return KeyKind.of(column.type())
                .<ColumnCollector>map(kind -> new OrderedCollector(column, kind, spec, store))
                .orElseGet(() -> new TextCollector(column, spec));
    }

    /** Adds a value of a row, which may be null. */
    public final void add(@Nullable Object value) {
        if (value == null) {
            nulls++;
        } else {
            values++;
            addValue(value);
        }
    }

    /** Adds all that the other has gathered. It must be of the same column. */
    public final void merge(ColumnCollector other) {
        values += other.values;
        nulls += other.nulls;
        mergeValues(other);
    }

    abstract void addValue(Object value);

    abstract void mergeValues(ColumnCollector other);

    /**
     * What has been gathered.
     *
     * @param brief without top values and histogram
     */
    public abstract ColumnStatistics result(boolean brief);

    final String name() {
        return column.name();
    }

    final ColumnType type() {
        return column.type();
    }

    final long values() {
        return values;
    }

    final long nulls() {
        return nulls;
    }
}
