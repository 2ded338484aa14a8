package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import io.github.steadwork.pipeline.spill.RowSorter;
import io.github.steadwork.pipeline.spill.SortKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the groups: which are kept, in which order, how many. For one thread. */
final class GroupRows implements AutoCloseable {

    private final GroupPlan plan;
    private final SpillPlace place;
    private final @Nullable BoundExpression having;
    private final long limit;
    private final RowSorter sorter;
    private long groups;

    GroupRows(AggregationSpec spec, GroupPlan plan, SpillPlace place) {
        this.plan = plan;
        this.place = place;
        this.having = having(spec, plan);
        this.limit = spec.limit() == 0 ? Long.MAX_VALUE : spec.limit();
        this.sorter = new RowSorter(
                plan.schema(), sortKeys(spec, plan), place.memory().sorters(), place.folder());
    }

    private static @Nullable BoundExpression having(AggregationSpec spec, GroupPlan plan) {
        if (spec.having().isEmpty()) {
            return null;
        }
        try {
            BoundExpression bound = spec.having().get().bind(plan.schema());
            if (bound.type() == ColumnType.BOOLEAN) {
                return bound;
            }
            throw new DataException("a condition that is true or false is needed, but this gives " + bound.type());
        } catch (DataException e) {
            throw new DataException("having: " + e.getMessage(), e);
        }
    }

    private static List<SortKey> sortKeys(AggregationSpec spec, GroupPlan plan) {
        List<SortKey> keys = new ArrayList<>();
        for (Order order : spec.orderBy()) {
            try {
                plan.schema().index(order.column());
            } catch (DataException e) {
                throw new DataException("order: " + e.getMessage(), e);
            }
            keys.add(new SortKey(order.column(), order.descending(), false));
        }
        plan.keys().forEach(key -> keys.add(new SortKey(key.name(), false, false)));
        return keys;
    }

    void take(byte[] key, State[] states) throws IOException {
        place.beat(++groups);
        Row row = row(key, states);
        if (having == null || having.test(row)) {
            sorter.add(row);
        }
    }

    private Row row(byte[] key, State[] states) {
        int keys = plan.keys().size();
        @Nullable Object[] values = new Object[plan.schema().size()];
        @Nullable Object[] decoded = KeyCodec.decode(key, keys);
        for (int i = 0; i < keys; i++) {
            values[i] = Casts.cast(decoded[i], plan.keys().get(i).type());
        }
        for (int i = 0; i < states.length; i++) {
            values[keys + i] = result(states[i], i, decoded);
        }
        return Row.wrap(plan.schema(), values, groups);
    }

    private @Nullable Object result(State state, int measure, @Nullable Object[] key) {
        try {
            return state.result();
        } catch (ValueException e) {
            List<@Nullable String> group = new ArrayList<>();
            for (Object value : key) {
                group.add(Casts.text(value));
            }
            throw new DataException(
                    "measure '" + plan.inputs().get(measure).name() + "' of the group " + group + ": " + e.getMessage(),
                    e);
        }
    }

    /** How many groups there were. */
    long groups() {
        return groups;
    }

    void writeTo(RowWriter writer) throws IOException {
        try (RowReader sorted = sorter.sorted()) {
            for (Row row = sorted.read(); row != null && writer.rows() < limit; row = sorted.read()) {
                writer.write(row);
                place.beat(writer.rows());
            }
        }
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }
}
