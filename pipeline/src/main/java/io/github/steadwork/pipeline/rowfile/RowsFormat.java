package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.DividedDataFormat;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The format {@code rows}. Its option {@code source} is the name of the place that positions refer to; {@code part} stands in what {@link #divide} gives. */
public final class RowsFormat implements WritableDataFormat, DividedDataFormat {

    private static final String SOURCE = "source";
    private static final String PART = "part";
    private static final Set<String> OPTIONS = Set.of(SOURCE, PART);

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        checkOptions(dataset);
        RowFileReader reader = RowFileReader.open(dataset.path(), part(dataset));
        if (dataset.schema().isPresent() && !dataset.schema().get().equals(reader.schema())) {
            reader.close();
            throw new DataException(dataset.location() + ": the file has the columns " + reader.schema()
                    + ", but declared are " + dataset.schema().get() + "; declare none, for the file knows its own");
        }
        return reader;
    }

    private static Optional<RowFilePart> part(Dataset dataset) {
        return Optional.ofNullable(dataset.options().get(PART)).map(RowFilePart::of);
    }

    @Override
    public List<Dataset> divide(Dataset dataset, int parts) throws IOException {
        checkOptions(dataset);
        if (dataset.options().containsKey(PART)) {
            return List.of(dataset);
        }
        try (RowFileReader reader = RowFileReader.open(dataset.path())) {
            List<Dataset> divided = reader.divide(parts).stream()
                    .map(part -> dataset.with(PART, part.text()))
                    .toList();
            return divided.isEmpty() ? List.of(dataset) : divided;
        }
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        checkOptions(dataset);
        return RowFileWriter.create(dataset.path(), schema, dataset.options().getOrDefault(SOURCE, dataset.name()));
    }

    private static void checkOptions(Dataset dataset) {
        for (String option : dataset.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw new DataException(dataset.location() + ": there is no option '" + option
                        + "' of the format 'rows'; " + NameHint.of(option, OPTIONS));
            }
        }
    }
}
