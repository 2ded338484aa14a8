package io.github.steadwork.jobs.analysis.collect;

import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.statistics.GroupStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the numbers of rows that agree in some columns. For one thread. */
final class GroupCollector {

    private final Schema schema;
    private final int[] keyIndexes;
    private final int[] numericIndexes;
    private final StatisticsSpec spec;
    private final KeyStore store;
    private final Map<List<@Nullable String>, Group> groups = new HashMap<>();

    private static final class Group {
        private final ColumnCollector[] columns;
        private long rows;

        Group(ColumnCollector[] columns) {
            this.columns = columns;
        }
    }

    GroupCollector(Schema schema, int[] numericIndexes, StatisticsSpec spec, KeyStore store) {
        this.schema = schema;
        this.keyIndexes = schema.indexes(spec.groupBy());
        this.numericIndexes = numericIndexes;
        this.spec = spec;
        this.store = store;
    }

    void add(Row row) {
        @Nullable String[] key = new @Nullable String[keyIndexes.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = Casts.text(row.get(keyIndexes[i]));
        }
        Group group = groups.computeIfAbsent(Arrays.asList(key), this::begin);
        group.rows++;
        for (int i = 0; i < numericIndexes.length; i++) {
            group.columns[i].add(row.get(numericIndexes[i]));
        }
    }

    private Group begin(List<@Nullable String> key) {
        if (groups.size() == spec.maxGroups()) {
            throw new DataException("grouping by " + spec.groupBy() + " gives more than " + spec.maxGroups()
                    + " groups; raise maxGroups, or use an aggregate job, which has no such limit");
        }
        ColumnCollector[] columns = new ColumnCollector[numericIndexes.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ColumnCollector.of(schema.column(numericIndexes[i]), spec, store);
        }
        return new Group(columns);
    }

    /** The largest group first; of equally large ones in the order of their keys. */
    List<GroupStatistics> results() {
        List<GroupStatistics> results = new ArrayList<>();
        groups.forEach((key, group) -> results.add(new GroupStatistics(
                key,
                group.rows,
                Arrays.stream(group.columns).map(column -> column.result(true)).toList())));
        results.sort(Comparator.comparingLong(GroupStatistics::rows)
                .reversed()
                .thenComparing(group -> group.key().toString()));
        return results;
    }
}
