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
 * The format {@code json}: a list of objects, read one after another, so however many; packed if the file's name ends in
 * {@code .gz} or {@code .zip}.
 *
 * <p>Columns are those of the dataset's schema, found by the names of the fields. Without a schema they are taken from the first
 * rows: whole numbers are LONG, other numbers DECIMAL, lists LIST and objects ROW; text that is a day or a time in all of them
 * becomes that; where values of several kinds meet, the column is text. A missing field is null.
 *
 * <p>Options: {@code path} (the fields that lead to the list, as {@code data.items}; the content itself), {@code types} (infer,
 * or text for all columns), {@code sample} (how many rows columns are taken from; 1000), {@code unknown} (reject, or ignore, a
 * row's field that is no column; reject where the columns were inferred, else ignore). A row's position is its ordinal.
 */
public final class JsonFormat implements WritableDataFormat {

    /** Without settings: they are options of each dataset. */
    public JsonFormat() {}

    @Override
    public String name() {
        return "json";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        JsonOptions options = JsonOptions.ofArray(dataset);
        Schema schema = dataset.schema().isPresent() ? dataset.schema().get() : sample(dataset, options);
        return new JsonRowReader(dataset.name(), records(dataset, options), schema, options, badRows);
    }

    private static Schema sample(Dataset dataset, JsonOptions options) throws IOException {
        try (JsonRecords records = records(dataset, options)) {
            return JsonSample.schema(records, options);
        }
    }

    private static JsonRecords records(Dataset dataset, JsonOptions options) throws IOException {
        return ArrayRecords.open(dataset.location(), PackedFile.open(dataset.path()), options.path());
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        JsonOptions.ofArray(dataset);
        return JsonRowWriter.create(dataset.path(), schema, true);
    }
}
