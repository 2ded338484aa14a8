package io.github.steadwork.pipeline.json;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;

/**
 * The format {@code ndjson}: an object in each line, in UTF-8. Blank lines are passed over; a line that is no JSON is a bad row
 * and harms no other. A row's position is its line. Otherwise as {@link JsonFormat}, without the option {@code path}.
 */
public final class NdjsonFormat implements WritableDataFormat {

    /** Without settings: they are options of each dataset. */
    public NdjsonFormat() {}

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        JsonOptions options = JsonOptions.ofLines(dataset);
        Schema schema = dataset.schema().isPresent() ? dataset.schema().get() : sample(dataset, options);
        return new JsonRowReader(dataset.name(), records(dataset), schema, options, badRows);
    }

    private static Schema sample(Dataset dataset, JsonOptions options) throws IOException {
        try (JsonRecords records = records(dataset)) {
            return JsonSample.schema(records, options);
        }
    }

    private static JsonRecords records(Dataset dataset) throws IOException {
        return new LineRecords(dataset.location(), PackedFile.open(dataset.path()));
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        JsonOptions.ofLines(dataset);
        return JsonRowWriter.create(dataset.path(), schema, false);
    }
}
