package io.github.steadwork.jobs.processing.sort;

import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.SortKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that rows are sorted by: their own, and behind them those that expressions compute. Immutable. */
final class SortPlan {

    private final Schema input;
    private final Schema sorted;
    private final List<SortKey> keys;
    private final List<BoundExpression> computed;

    private SortPlan(Schema input, Schema sorted, List<SortKey> keys, List<BoundExpression> computed) {
        this.input = input;
        this.sorted = sorted;
        this.keys = keys;
        this.computed = computed;
    }

    /**
     * Looks at the columns.
     *
     * @throws DataException with all that is wrong
     */
    static SortPlan of(SortSpec spec, Schema input) {
        List<String> problems = new ArrayList<>();
        List<SortKey> keys = new ArrayList<>();
        List<BoundExpression> computed = new ArrayList<>();
        Schema sorted = input;
        for (SortBy sortBy : spec.by()) {
            String text = sortBy.by().toString();
            try {
                if (!input.has(text)) {
                    BoundExpression bound = sortBy.by().bind(input);
                    text = free(sorted);
                    sorted = sorted.with(Column.of(text, bound.type()));
                    computed.add(bound);
                }
                keys.add(new SortKey(text, sortBy.descending(), sortBy.nullsFirst()));
            } catch (DataException e) {
                problems.add("by: " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new DataException(String.join(" ", problems));
        }
        return new SortPlan(input, sorted, keys, computed);
    }

    private static String free(Schema schema) {
        String name = "by" + schema.size();
        while (schema.has(name)) {
            name = "_" + name;
        }
        return name;
    }

    Schema schema() {
        return sorted;
    }

    List<SortKey> keys() {
        return keys;
    }

    /**
     * The row with what it is sorted by.
     *
     * @throws io.github.steadwork.pipeline.row.ValueException if an expression has no value for it
     */
    Row extend(Row row) {
        if (computed.isEmpty()) {
            return row;
        }
        @Nullable Object[] values = Arrays.copyOf(row.toArray(), sorted.size());
        for (int i = 0; i < computed.size(); i++) {
            values[input.size() + i] = computed.get(i).evaluate(row);
        }
        return Row.wrap(sorted, values, row.position());
    }

    /** The row as it was read. */
    Row shorten(Row row) {
        return computed.isEmpty() ? row : Row.wrap(input, Arrays.copyOf(row.toArray(), input.size()), row.position());
    }
}
