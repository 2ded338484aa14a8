package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.jobs.processing.key.Repeats;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.key.Spool;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import io.github.steadwork.pipeline.row.Values;
import io.github.steadwork.pipeline.spill.RowSorter;
import io.github.steadwork.pipeline.spill.SortKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the best row of each key. All rows wait on disk, while their keys are sorted together with what they are judged by:
 * the first of each key is the one to keep.
 */
final class KeepBest {

    private static final int KEY = 0;

    private final RowInput input;
    private final KeyColumns keys;
    private final BoundExpression[] by;
    private final Schema schema;
    private final Spool waiting;

    private KeepBest(RowInput input, KeyColumns keys, BoundExpression[] by, Spool waiting) {
        this.input = input;
        this.keys = keys;
        this.by = by;
        this.schema = schema(by);
        this.waiting = waiting;
    }

    static void run(Pass pass, KeyColumns keys, List<Best> best, SpillPlace place, KeptRows rows)
            throws IOException, InterruptedException {
        BoundExpression[] by = bind(best, pass.input().schema());
        try (Spool waiting = new Spool(pass.input().schema(), place);
                Repeats repeats = new Repeats(place)) {
            KeepBest work = new KeepBest(pass.input(), keys, by, waiting);
            try (RowSorter sorter =
                    new RowSorter(work.schema, order(best), place.memory().sorters(), place.folder())) {
                pass.forEach(row -> work.hold(row, sorter));
                work.find(sorter, repeats, place);
            }
            work.release(repeats, rows);
        }
    }

    private static BoundExpression[] bind(List<Best> best, Schema schema) {
        BoundExpression[] by = new BoundExpression[best.size()];
        for (int i = 0; i < by.length; i++) {
            try {
                by[i] = best.get(i).by().bind(schema);
            } catch (DataException e) {
                throw new DataException("best: " + e.getMessage(), e);
            }
        }
        return by;
    }

    private static Schema schema(BoundExpression[] by) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.required("key", ColumnType.BYTES));
        for (int i = 0; i < by.length; i++) {
            columns.add(Column.of("by" + i, by[i].type()));
        }
        columns.add(Column.required("ordinal", ColumnType.LONG));
        columns.add(Column.required("position", ColumnType.LONG));
        return Schema.of(columns);
    }

    private static List<SortKey> order(List<Best> best) {
        List<SortKey> order = new ArrayList<>();
        order.add(SortKey.ascending("key"));
        for (int i = 0; i < best.size(); i++) {
            order.add(new SortKey("by" + i, best.get(i).descending(), false));
        }
        order.add(SortKey.ascending("ordinal"));
        return order;
    }

    private void hold(Row row, RowSorter sorter) throws IOException {
        @Nullable Object[] values = new Object[schema.size()];
        for (int i = 0; i < by.length; i++) {
            try {
                values[1 + i] = by[i].evaluate(row);
            } catch (ValueException e) {
                String message = String.valueOf(e.getMessage());
                input.badRows()
                        .reject(new RejectedRow(
                                input.source(), row.position(), "", "best", null, message, row.toString()));
                return;
            }
        }
        waiting.add(row);
        values[KEY] = keys.of(row).toBytes();
        values[values.length - 2] = waiting.size();
        values[values.length - 1] = row.position();
        sorter.add(Row.wrap(schema, values, Row.NOWHERE));
    }

    private void find(RowSorter sorter, Repeats repeats, SpillPlace place) throws IOException {
        try (RowReader sorted = sorter.sorted()) {
            Row kept = null;
            long read = 0;
            for (Row row = sorted.read(); row != null; row = sorted.read()) {
                place.beat(++read);
                if (kept != null && Values.equal(kept.get(KEY), row.get(KEY))) {
                    repeats.add(number(row, schema.size() - 2), number(kept, schema.size() - 1));
                } else {
                    kept = row;
                }
            }
        }
    }

    private static long number(Row row, int index) {
        return (Long) Objects.requireNonNull(row.get(index));
    }

    private void release(Repeats repeats, KeptRows rows) throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        try (RowReader reader = waiting.read()) {
            long[] ordinal = {0};
            input.again("writing what waited", reader, row -> rows.take(row, repeats.keptFor(++ordinal[0])));
        }
    }
}
