package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.Set;

/** The format {@code rows}. Its only option is {@code source}: the name of the place that positions refer to. */
public final class RowsFormat implements WritableDataFormat {

    private static final String SOURCE = "source";

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        checkOptions(dataset);
        RowFileReader reader = RowFileReader.open(dataset.path());
        if (dataset.schema().isPresent() && !dataset.schema().get().equals(reader.schema())) {
            reader.close();
            throw new DataException(dataset.location() + ": the file has the columns " + reader.schema()
                    + ", but declared are " + dataset.schema().get() + "; declare none, for the file knows its own");
        }
        return reader;
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        checkOptions(dataset);
        return RowFileWriter.create(dataset.path(), schema, dataset.options().getOrDefault(SOURCE, dataset.name()));
    }

    private static void checkOptions(Dataset dataset) {
        for (String option : dataset.options().keySet()) {
            if (!option.equals(SOURCE)) {
                throw new DataException(dataset.location() + ": there is no option '" + option
                        + "' of the format 'rows'; " + NameHint.of(option, Set.of(SOURCE)));
            }
        }
    }
}
