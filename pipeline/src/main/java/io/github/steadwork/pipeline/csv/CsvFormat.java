package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.DividedDataFormat;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.charset.Charset;
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
public final class CsvFormat implements WritableDataFormat, DividedDataFormat {

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

    /**
     * {@inheritDoc} Parts begin and end with a record, also where quoted fields have line breaks. A file that is packed, or whose
     * encoding is not one of ASCII, UTF-8, ISO-8859 and windows-125x, is one part.
     */
    @Override
    public List<Dataset> divide(Dataset dataset, int parts) throws IOException {
        CsvOptions options = CsvOptions.of(dataset);
        if (CsvPart.of(dataset).isPresent()
                || PackedFile.Packing.of(dataset.path()) != PackedFile.Packing.NONE
                || !CsvDivision.isPossible(options, charset(dataset, options))) {
            return List.of(dataset);
        }
        CsvLayout layout = CsvSample.of(dataset, options).layout();
        return CsvDivision.of(dataset.path(), options, layout.inferred(), parts).stream()
                .map(part -> dataset.with(layout.schema()).with(CsvPart.OPTION, part.text()))
                .toList();
    }

    private static Charset charset(Dataset dataset, CsvOptions options) throws IOException {
        try (CsvSource source = CsvSource.open(dataset.path(), options.encoding())) {
            return source.charset();
        }
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
