package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.List;

/**
 * The format {@code csv}: text with a line for each row, packed if the file's name ends in {@code .gz} or
 * {@code .zip}.
 *
 * <p>Columns are those of the dataset's schema, found by their names in the header; a file may have more, which are passed
 * over. Without a schema all columns are read, and their types are taken from the first rows. Unquoted fields without text
 * are null; quoted ones are an empty text. Empty lines are passed over.
 *
 * <p>Options, all as text: {@code delimiter} (one character or {@code tab}; a comma), {@code quote} (one character; a double
 * quote), {@code header} (true), {@code encoding} (what a byte order mark says, or UTF-8), {@code trim} (false),
 * {@code nullText} (the empty text), {@code ragged} (reject, or fill missing fields with null), {@code types} (infer, or
 * text for all columns), {@code sample} (how many rows types are taken from; 1000).
 */
public final class CsvFormat implements WritableDataFormat {

    /** Without settings: they are options of each dataset. */
    public CsvFormat() {}

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        CsvOptions options = CsvOptions.of(dataset);
        CsvLayout layout = CsvSample.of(dataset, options).layout();
        return new CsvRowReader(dataset, options, layout, badRows);
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        return CsvRowWriter.create(dataset.path(), schema, CsvOptions.of(dataset));
    }

    /**
     * Looks at the first rows of a file and tells which type each column would be given, and why.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if its beginning is wrong
     */
    public List<ColumnEvidence> infer(Dataset dataset) throws IOException {
        return CsvSample.of(dataset, CsvOptions.of(dataset)).evidence();
    }
}
