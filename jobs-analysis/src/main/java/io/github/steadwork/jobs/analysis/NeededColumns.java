package io.github.steadwork.jobs.analysis;

import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.chunk.ChunkSink;
import io.github.steadwork.pipeline.chunk.ChunkWork;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands on the columns that the statistics look at, and no others. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NeededColumns(Schema schema, int[] indexes) implements ChunkWork {

    static ChunkPlan plan(Schema input, StatisticsSpec spec) {
        if (spec.columns().isEmpty()) {
            return ChunkPlan.reading(input);
        }
        Set<String> names = new LinkedHashSet<>(spec.columns());
        names.addAll(spec.groupBy());
        spec.trend().ifPresent(trend -> names.add(trend.column()));
        List<String> needed = new ArrayList<>(names);
        NeededColumns work = new NeededColumns(input.select(needed), input.indexes(needed));
        return new ChunkPlan(work.schema(), () -> work);
    }

    @Override
    public void take(Row row, ChunkSink to) throws IOException {
        @Nullable Object[] values = new @Nullable Object[indexes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(indexes[i]);
        }
        to.row(Row.wrap(schema, values, row.position()));
    }
}
