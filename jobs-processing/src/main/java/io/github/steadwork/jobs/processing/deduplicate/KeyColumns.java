package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.List;
import java.util.stream.IntStream;

/** Which columns make the key of a row. For one thread. */
final class KeyColumns {

    private final int[] columns;
    private final KeyCodec codec = new KeyCodec();

    private KeyColumns(int[] columns) {
        this.columns = columns;
    }

    /** These columns; all if the list is empty. */
    static KeyColumns of(Schema schema, List<String> names) {
        return new KeyColumns(
                names.isEmpty() ? IntStream.range(0, schema.size()).toArray() : schema.indexes(names));
    }

    /** The key of the row, until that of another one is asked. */
    KeyCodec of(Row row) {
        return codec.encode(row, columns);
    }
}
