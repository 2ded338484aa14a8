package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.KeyTable;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.spill.MemoryBudget;
import io.github.steadwork.pipeline.spill.RowSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Right rows in memory, found by their keys. Rows of one key keep their order. For one thread. */
final class JoinTable implements AutoCloseable {

    static final int NONE = -1;

    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final long BYTES_PER_ROW = 16;

    private final JoinPlan plan;
    private final MemoryBudget budget;
    private final KeyTable keys;
    private final List<Row> rows = new ArrayList<>();
    private final BitSet met = new BitSet();
    private int[] next = new int[16];
    private long reserved;

    JoinTable(JoinPlan plan, MemoryBudget budget) {
        this.plan = plan;
        this.budget = budget;
        this.keys = new KeyTable(budget, 2);
    }

    /** Adds a row; false, and it is not added, where memory has no room for it. */
    boolean add(Row row) {
        long bytes = BYTES_PER_ROW + RowSizes.of(row);
        if (!budget.tryReserve(bytes)) {
            return false;
        }
        reserved += bytes;
        KeyCodec key = plan.rightKey(row);
        if (key != null && !link(key, rows.size())) {
            return false;
        }
        if (rows.size() == next.length) {
            next = Arrays.copyOf(next, next.length * 2);
        }
        next[rows.size()] = NONE;
        rows.add(row);
        return true;
    }

    private boolean link(KeyCodec key, int row) {
        int hash = key.hash();
        int index = keys.find(key, hash);
        if (index == KeyTable.NONE) {
            index = keys.add(key, hash);
            if (index == KeyTable.NONE) {
                return false;
            }
            keys.setValue(index, FIRST, row);
        } else {
            next[(int) keys.value(index, LAST)] = row;
        }
        keys.setValue(index, LAST, row);
        return true;
    }

    /** The first row with the key, which is met by that; {@link #NONE} if there is none. */
    int first(@Nullable KeyCodec key) {
        int index = key == null ? KeyTable.NONE : keys.find(key, key.hash());
        return index == KeyTable.NONE ? NONE : meet((int) keys.value(index, FIRST));
    }

    /** The row after this one that has the same key. */
    int next(int row) {
        return meet(next[row]);
    }

    private int meet(int row) {
        if (row != NONE) {
            met.set(row);
        }
        return row;
    }

    /** A row, by its number. */
    Row row(int number) {
        return rows.get(number);
    }

    /** All rows, in the order in which they were added. */
    List<Row> rows() {
        return rows;
    }

    /** Whether the row of this number has been met by a left row. */
    boolean isMet(int row) {
        return met.get(row);
    }

    @Override
    public void close() {
        budget.release(reserved);
        reserved = 0;
        rows.clear();
        keys.close();
    }
}
