package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.jobs.processing.key.Repeats;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the rows go, those that are kept and those that are dropped. For one thread. */
final class KeptRows implements AutoCloseable {

    private final RowWriter kept;
    private final @Nullable RowWriter dropped;
    private long drops;

    private KeptRows(RowWriter kept, @Nullable RowWriter dropped) {
        this.kept = kept;
        this.dropped = dropped;
    }

    static KeptRows open(DataFormats formats, DeduplicationSpec spec, RowInput input) throws IOException {
        Schema droppedSchema = droppedSchema(input.schema(), spec.dropped().isPresent());
        RowWriter kept = Outputs.create(formats, spec.output(), input.schema(), input.source());
        try {
            RowWriter dropped = spec.dropped().isEmpty()
                    ? null
                    : Outputs.create(formats, spec.dropped().get(), droppedSchema, input.source());
            return new KeptRows(kept, dropped);
        } catch (IOException | RuntimeException e) {
            try (kept) {
                throw e;
            }
        }
    }

    private static Schema droppedSchema(Schema input, boolean wanted) {
        List<Column> columns = new ArrayList<>(input.columns());
        for (String name : List.of("dropped_position", "kept_position")) {
            if (wanted && input.has(name)) {
                throw new DataException("the input has a column '" + name
                        + "', which the dataset of dropped rows adds; rename it first, or ask for no dropped rows");
            }
            if (wanted) {
                columns.add(Column.required(name, ColumnType.LONG));
            }
        }
        return Schema.of(columns);
    }

    /** @param repeated the position of the row that this one repeats, or {@link Repeats#NONE} */
    void take(Row row, long repeated) throws IOException {
        if (repeated == Repeats.NONE) {
            kept.write(row);
            return;
        }
        drops++;
        if (dropped != null) {
            @Nullable Object[] values = Arrays.copyOf(row.toArray(), row.size() + 2);
            values[row.size()] = row.position();
            values[row.size() + 1] = repeated;
            dropped.write(Row.wrap(dropped.schema(), values, row.position()));
        }
    }

    DeduplicationResult commit(DeduplicationSpec spec, RowInput input) throws IOException {
        if (dropped != null) {
            input.publish(dropped);
        }
        input.publish(kept);
        return new DeduplicationResult(
                input.rowsRead(),
                kept.rows(),
                drops,
                input.rowsRejected(),
                kept.bytes(),
                input.elapsed(),
                spec.output(),
                spec.dropped());
    }

    @Override
    public void close() throws IOException {
        try (kept) {
            if (dropped != null) {
                dropped.close();
            }
        }
    }
}
