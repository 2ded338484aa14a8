package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.MemoryBudget;
import io.github.steadwork.pipeline.spill.RowSizes;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of another dataset, in memory, by their keys. Immutable when it has been read. */
public final class ReferenceTable {

    private static final int SHARE_OF_HEAP = 4;
    private static final long BYTES_PER_ENTRY = 64;

    private final Schema keySchema;
    private final List<ColumnType> types;
    private final Map<Row, @Nullable Object[]> rows = new HashMap<>();

    private ReferenceTable(Schema keySchema, List<ColumnType> types) {
        this.keySchema = keySchema;
        this.types = types;
    }

    /**
     * Reads it.
     *
     * @param columns whose values will be looked for, for each of the keys
     * @throws DataException if a column does not exist or cannot be equal, memory does not suffice, or a key stands there twice while
     *     something is to be taken
     */
    public static ReferenceTable read(
            DataFormats formats, Dataset dataset, List<Column> columns, List<String> keys, List<String> take)
            throws IOException {
        try (RowReader reader = formats.open(dataset)) {
            Schema schema = reader.schema();
            for (int i = 0; i < keys.size(); i++) {
                requireAlike(dataset, columns.get(i), schema.column(keys.get(i)));
            }
            Schema taken = schema.select(take);
            ReferenceTable table = new ReferenceTable(
                    schema.select(keys),
                    taken.columns().stream().map(Column::type).toList());
            table.fill(reader, dataset, schema.indexes(keys), schema.indexes(take));
            return table;
        }
    }

    private static void requireAlike(Dataset dataset, Column column, Column key) {
        boolean numbers = column.type().isNumeric() && key.type().isNumeric();
        if (column.type() != key.type() && !numbers) {
            throw new DataException("column '" + column.name() + "' is " + column.type() + ", but '" + key.name()
                    + "' of " + dataset.name() + " is " + key.type() + "; convert one of them first");
        }
    }

    private void fill(RowReader reader, Dataset dataset, int[] keys, int[] take) throws IOException {
        MemoryBudget budget = MemoryBudget.of(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        for (Row row = reader.read(); row != null; row = reader.read()) {
            Row key = key(row, keys);
            if (key == null) {
                continue;
            }
            @Nullable Object[] values = Arrays.stream(take).mapToObj(row::get).toArray();
            long bytes = BYTES_PER_ENTRY + RowSizes.of(key) + RowSizes.of(Row.wrap(keySchema, values, Row.NOWHERE));
            if (!budget.tryReserve(bytes)) {
                throw new DataException(
                        "the reference " + dataset.name() + " has more rows than memory may hold; after " + rows.size()
                                + " it takes " + budget.limit() + " bytes. Take fewer columns, or raise -Xmx");
            }
            if (rows.put(key, values) != null && take.length > 0) {
                throw new DataException("the reference " + dataset.name() + " has the key " + key
                        + " twice, the second time at " + row.position() + "; deduplicate it first");
            }
        }
    }

    private @Nullable Row key(Row row, int[] columns) {
        @Nullable Object[] key = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            key[i] = row.get(columns[i]);
            if (key[i] == null) {
                return null;
            }
        }
        return Row.wrap(keySchema, key, Row.NOWHERE);
    }

    /** The types of the columns that are taken. */
    public List<ColumnType> types() {
        return types;
    }

    /** The values of the row whose keys are equal to the values in these columns of a row; null if there is none. */
    public @Nullable Object @Nullable [] find(Row row, int[] columns) {
        Row key = key(row, columns);
        return key == null ? null : rows.get(key);
    }
}
