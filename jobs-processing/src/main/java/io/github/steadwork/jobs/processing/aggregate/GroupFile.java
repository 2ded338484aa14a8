package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.Levels;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowPartitions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups on disk, in parts: what is kept of one group is in one part, in the order in which it was written. */
final class GroupFile implements AutoCloseable {

    private static final int PARTS = 16;

    private final GroupPlan plan;
    private final SpillPlace place;
    private final int level;
    private final Schema schema;
    private final RowPartitions partitions;

    GroupFile(GroupPlan plan, SpillPlace place, int level) throws IOException {
        this.plan = plan;
        this.place = place;
        this.level = level;
        this.schema = schema(plan.inputs().size());
        this.partitions = new RowPartitions(schema, PARTS, place.folder());
    }

    private static Schema schema(int measures) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.required("key", ColumnType.BYTES));
        for (int i = 0; i < measures; i++) {
            columns.add(Column.required("state" + i, ColumnType.LIST));
        }
        return Schema.of(columns);
    }

    void add(byte[] key, int hash, State[] states) throws IOException {
        @Nullable Object[] values = new Object[1 + states.length];
        values[0] = key;
        for (int i = 0; i < states.length; i++) {
            values[1 + i] = states[i].snapshot();
        }
        partitions.add(Row.wrap(schema, values, Row.NOWHERE), Levels.hash(hash, level));
    }

    int parts() {
        return PARTS;
    }

    /** Takes what was kept of a group. */
    @FunctionalInterface
    interface PartAction {
        void take(KeyCodec key, State[] states) throws IOException;
    }

    void forEach(int part, PartAction action) throws IOException {
        KeyCodec codec = new KeyCodec();
        try (RowReader reader = partitions.partition(part)) {
            long rows = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                place.beat(++rows);
                State[] states = plan.newStates();
                for (int i = 0; i < states.length; i++) {
                    states[i].restore(list(row.get(1 + i)));
                }
                action.take(codec.encode((byte[]) Objects.requireNonNull(row.get(0))), states);
            }
        }
    }

    @SuppressWarnings("unchecked") // a LIST column holds lists of values
    private static List<@Nullable Object> list(@Nullable Object value) {
        return (List<@Nullable Object>) Objects.requireNonNull(value);
    }

    @Override
    public void close() throws IOException {
        partitions.close();
    }
}
