package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowPartitions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keys on disk, in parts: equal ones are in the same part, in the order of their arrival. For one thread. */
final class KeyFile implements AutoCloseable {

    private static final int PARTS = 16;

    private static final Schema KEYS = Schema.of(
            Column.required("key", ColumnType.BYTES),
            Column.required("ordinal", ColumnType.LONG),
            Column.required("position", ColumnType.LONG));

    private final SpillPlace place;
    private final RowPartitions partitions;
    private final int level;

    /** @param level how often the keys have been parted before; each time they are parted anew */
    KeyFile(SpillPlace place, int level) throws IOException {
        this.place = place;
        this.partitions = new RowPartitions(KEYS, PARTS, place.folder());
        this.level = level;
    }

    void add(KeyCodec key, long ordinal, long position) throws IOException {
        @Nullable Object[] values = {key.toBytes(), ordinal, position};
        partitions.add(Row.wrap(KEYS, values, ordinal), Levels.hash(key.hash(), level));
    }

    /** Told of each key of a part. */
    @FunctionalInterface
    interface KeyAction {
        void take(KeyCodec key, long ordinal, long position) throws IOException;
    }

    int parts() {
        return PARTS;
    }

    void forEach(int part, KeyAction action) throws IOException {
        KeyCodec codec = new KeyCodec();
        try (RowReader reader = partitions.partition(part)) {
            long rows = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                place.beat(++rows);
                action.take(codec.encode((byte[]) value(row, 0)), (Long) value(row, 1), (Long) value(row, 2));
            }
        }
    }

    private static Object value(Row row, int index) {
        Object value = row.get(index);
        if (value == null) {
            throw new IllegalStateException("column " + index + " of a spilled key is null");
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        partitions.close();
    }
}
