package io.github.steadwork.pipeline.spill;

import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.Values;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order that sort keys describe; the names are looked up once. */
final class RowOrder implements Comparator<Row> {

    private final int[] indexes;
    private final boolean[] descending;
    private final boolean[] nullsFirst;

    RowOrder(Schema schema, List<SortKey> keys) {
        this.indexes = new int[keys.size()];
        this.descending = new boolean[keys.size()];
        this.nullsFirst = new boolean[keys.size()];
        for (int i = 0; i < indexes.length; i++) {
            SortKey key = keys.get(i);
            indexes[i] = schema.index(key.column());
            descending[i] = key.descending();
            nullsFirst[i] = key.nullsFirst();
        }
    }

    @Override
    public int compare(Row a, Row b) {
        for (int i = 0; i < indexes.length; i++) {
            int order = compare(a.get(indexes[i]), b.get(indexes[i]), i);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compare(@Nullable Object a, @Nullable Object b, int key) {
        if (a == null || b == null) {
            int nullsLast = a == b ? 0 : a == null ? 1 : -1;
            return nullsFirst[key] ? -nullsLast : nullsLast;
        }
        return descending[key] ? Values.compare(b, a) : Values.compare(a, b);
    }
}
