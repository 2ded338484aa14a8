package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what is kept of groups as rows, and reads it. */
final class StateCodec {

    private final GroupPlan plan;
    private final Schema schema;

    StateCodec(GroupPlan plan) {
        this.plan = plan;
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("key", ColumnType.BYTES));
        for (int i = 0; i < plan.inputs().size(); i++) {
            columns.add(Column.of("state" + i, ColumnType.LIST));
        }
        this.schema = Schema.of(columns);
    }

    Schema schema() {
        return schema;
    }

    Row row(byte[] key, State[] states) {
        @Nullable Object[] values = new Object[1 + states.length];
        values[0] = key;
        for (int i = 0; i < states.length; i++) {
            values[1 + i] = states[i].snapshot();
        }
        return Row.wrap(schema, values, Row.NOWHERE);
    }

    byte[] key(Row row) {
        return (byte[]) Objects.requireNonNull(row.get(0));
    }

    State[] states(Row row) {
        State[] states = plan.newStates();
        for (int i = 0; i < states.length; i++) {
            states[i].restore(list(row.get(1 + i)));
        }
        return states;
    }

    @SuppressWarnings("unchecked") // a LIST column holds lists of values
    private static List<@Nullable Object> list(@Nullable Object value) {
        return (List<@Nullable Object>) Objects.requireNonNull(value);
    }
}
