package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowSorter;
import io.github.steadwork.pipeline.spill.SortKey;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows repeat another one: collected in any order, asked in the order of the rows. For one thread; first all is
 * collected, then all is asked.
 */
public final class Repeats implements AutoCloseable {

    /** The answer for a row that repeats no other. */
    public static final long NONE = -1;

    private static final Schema REPEATS =
            Schema.of(Column.required("ordinal", ColumnType.LONG), Column.required("kept", ColumnType.LONG));

    private final RowSorter sorter;
    private @Nullable RowReader sorted;
    private @Nullable Row next;

    /** Without any repeats. */
    public Repeats(SpillPlace place) {
        List<SortKey> byOrdinal = List.of(new SortKey("ordinal", false, false));
        this.sorter = new RowSorter(REPEATS, byOrdinal, place.memory().sorters(), place.folder());
    }

    /** Says that a row repeats the one that stands at this position. */
    public void add(long ordinal, long keptPosition) throws IOException {
        @Nullable Object[] values = {ordinal, keptPosition};
        sorter.add(Row.wrap(REPEATS, values, Row.NOWHERE));
    }

    /** Whether no row repeats another one. */
    public boolean isEmpty() {
        return sorter.rows() == 0;
    }

    /** The position of the row that this one repeats; {@link #NONE} if none. Asked with ascending numbers. */
    public long keptFor(long ordinal) throws IOException {
        if (sorted == null) {
            sorted = sorter.sorted();
            next = sorted.read();
        }
        if (next == null || !Long.valueOf(ordinal).equals(next.get(0)) || !(next.get(1) instanceof Long kept)) {
            return NONE;
        }
        next = sorted.read();
        return kept;
    }

    @Override
    public void close() throws IOException {
        try (sorter) {
            if (sorted != null) {
                sorted.close();
            }
        }
    }
}
