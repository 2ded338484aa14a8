package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.Levels;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowPartitions;
import java.io.IOException;

/**
 * A join of more right rows than memory holds: both sides are parted by the hash of their keys, so that rows with the same
 * key are in parts of the same number, and each part is joined by itself; one that still does not fit is parted again. Rows
 * carry their number behind their columns. For one thread.
 */
final class SpilledJoin implements AutoCloseable {

    private static final int PARTS = 16;

    private final JoinPlan plan;
    private final JoinRows rows;
    private final SpillPlace place;
    private final int level;
    private final Schema leftSchema;
    private final Schema rightSchema;
    private final RowPartitions left;
    private final RowPartitions right;

    /** @param level how often the rows have been parted before; each time they are parted anew */
    SpilledJoin(JoinPlan plan, JoinRows rows, SpillPlace place, int level) {
        this.plan = plan;
        this.rows = rows;
        this.place = place;
        this.level = level;
        this.leftSchema = JoinPlan.numbered(plan.left());
        this.rightSchema = JoinPlan.numbered(plan.right());
        this.left = new RowPartitions(leftSchema, PARTS, place.folder());
        this.right = new RowPartitions(rightSchema, PARTS, place.folder());
    }

    void addLeft(Row row, long number) throws IOException {
        addLeft(JoinRows.numbered(row, leftSchema, number));
    }

    void addRight(Row row, long number) throws IOException {
        addRight(JoinRows.numbered(row, rightSchema, number));
    }

    private void addLeft(Row row) throws IOException {
        KeyCodec key = plan.leftKey(row);
        if (key == null) {
            rows.leftAlone(row);
        } else {
            left.add(row, Levels.hash(key.hash(), level));
        }
    }

    private void addRight(Row row) throws IOException {
        KeyCodec key = plan.rightKey(row);
        if (key == null) {
            rows.rightAlone(row);
        } else {
            right.add(row, Levels.hash(key.hash(), level));
        }
    }

    /** Joins all parts. */
    void join() throws IOException {
        for (int part = 0; part < PARTS; part++) {
            if (!joinInMemory(part)) {
                try (SpilledJoin smaller = new SpilledJoin(plan, rows, place, level + 1)) {
                    forEach(right.partition(part), smaller::addRight);
                    forEach(left.partition(part), smaller::addLeft);
                    smaller.join();
                }
            }
        }
    }

    private boolean joinInMemory(int part) throws IOException {
        try (JoinTable table = new JoinTable(plan, Levels.budget(place.memory(), level + 1));
                RowReader reader = right.partition(part)) {
            long read = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                place.beat(++read);
                if (!table.add(row)) {
                    return false;
                }
            }
            Probe probe = new Probe(plan, table, rows);
            forEach(left.partition(part), probe::take);
            probe.finish();
            return true;
        }
    }

    @FunctionalInterface
    private interface RowAction {
        void take(Row row) throws IOException;
    }

    private void forEach(RowReader reader, RowAction action) throws IOException {
        try (reader) {
            long read = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                place.beat(++read);
                action.take(row);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (left) {
            right.close();
        }
    }
}
