package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowSorter;
import io.github.steadwork.pipeline.spill.SortKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a join go. As long as they are found in their order they are written at once; after {@link #outOfOrder}
 * they are sorted first, by the numbers that stand behind the columns of the left and right rows. For one thread.
 */
final class JoinRows implements AutoCloseable {

    private final JoinPlan plan;
    private final RowWriter writer;
    private final SpillPlace place;
    private final Schema numbered;
    private @Nullable RowSorter sorter;
    private long leftAlone;
    private long rightAlone;

    JoinRows(JoinPlan plan, RowWriter writer, SpillPlace place) {
        this.plan = plan;
        this.writer = writer;
        this.place = place;
        this.numbered = JoinPlan.numbered(JoinPlan.numbered(plan.output()));
    }

    /** From now on rows come in any order, and are numbered. */
    void outOfOrder() {
        List<String> names = numbered.names();
        List<SortKey> order = names.subList(names.size() - 2, names.size()).stream()
                .map(SortKey::ascending)
                .toList();
        sorter = new RowSorter(numbered, order, place.memory().sorters(), place.folder());
    }

    /** Two rows with the same key. */
    void pair(Row left, Row right) throws IOException {
        put(left, right);
    }

    /** A left row that has a partner, for a join that asks for no more. */
    void met(Row left) throws IOException {
        put(left, null);
    }

    /** A left row without a partner. */
    void leftAlone(Row left) throws IOException {
        leftAlone++;
        if (plan.type().keepsLeft()) {
            put(left, null);
        }
    }

    /** A right row without a partner. */
    void rightAlone(Row right) throws IOException {
        rightAlone++;
        if (plan.type().keepsRight()) {
            put(null, right);
        }
    }

    private void put(@Nullable Row left, @Nullable Row right) throws IOException {
        long position = left == null ? Row.NOWHERE : left.position();
        if (sorter == null) {
            writer.write(Row.wrap(plan.output(), plan.values(left, right, 0), position));
            return;
        }
        @Nullable Object[] values = plan.values(left, right, 2);
        values[values.length - 2] =
                left == null ? (Long) Long.MAX_VALUE : left.get(plan.left().size());
        values[values.length - 1] =
                right == null ? (Long) Long.MAX_VALUE : right.get(plan.right().size());
        sorter.add(Row.wrap(numbered, values, position));
    }

    /** Writes what was sorted; no row may come after it. */
    void finish() throws IOException {
        if (sorter == null) {
            return;
        }
        int columns = plan.output().size();
        try (RowReader sorted = sorter.sorted()) {
            for (Row row = sorted.read(); row != null; row = sorted.read()) {
                writer.write(Row.wrap(plan.output(), Arrays.copyOf(row.toArray(), columns), row.position()));
                place.beat(writer.rows());
            }
        }
    }

    /** The row with its number behind its columns. */
    static Row numbered(Row row, Schema schema, long number) {
        @Nullable Object[] values = Arrays.copyOf(row.toArray(), schema.size());
        values[schema.size() - 1] = number;
        return Row.wrap(schema, values, row.position());
    }

    long leftAloneCount() {
        return leftAlone;
    }

    long rightAloneCount() {
        return rightAlone;
    }

    @Override
    public void close() throws IOException {
        if (sorter != null) {
            Objects.requireNonNull(sorter).close();
        }
    }
}
