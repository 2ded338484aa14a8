package io.github.steadwork.jobs.ingestion;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Several files, read one after another as if they were one; the columns of the first are those of all. One of them is open
 * at a time. For one thread.
 */
final class FilesReader implements RowReader {

    private final SourceFiles files;
    private final DataFormats formats;
    private final BadRows badRows;
    private final boolean namesFiles;
    private final Schema fileSchema;
    private final Schema schema;
    private RowReader current;
    private int next = 1;
    private long doneBefore;

    private FilesReader(
            SourceFiles files, DataFormats formats, BadRows badRows, Optional<String> fileColumn, RowReader first) {
        this.files = files;
        this.formats = formats;
        this.badRows = badRows;
        this.namesFiles = fileColumn.isPresent();
        this.fileSchema = first.schema();
        this.schema = fileColumn.map(name -> withFileColumn(fileSchema, name)).orElse(fileSchema);
        this.current = first;
    }

    /** Opens the first file. */
    static FilesReader open(SourceFiles files, DataFormats formats, Optional<String> fileColumn, BadRows badRows)
            throws IOException {
        Dataset first = files.dataset(files.files().get(0));
        RowReader reader = formats.open(first, badRows);
        try {
            return new FilesReader(files, formats, badRows, fileColumn, reader);
        } catch (DataException e) {
            reader.close();
            throw e;
        }
    }

    private static Schema withFileColumn(Schema schema, String name) {
        if (schema.has(name)) {
            throw new DataException("the column '" + name + "' for the name of the file exists in the files already;"
                    + " choose another name");
        }
        return schema.with(Column.required(name, ColumnType.STRING));
    }

    @Override
    public @Nullable Row read() throws IOException {
        Row row = current.read();
        while (row == null && next < files.files().size()) {
            openNext();
            row = current.read();
        }
        return row == null || !namesFiles ? row : named(row);
    }

    private Row named(Row row) {
        Object[] values = new Object[schema.size()];
        for (int i = 0; i < values.length - 1; i++) {
            values[i] = row.get(i);
        }
        values[values.length - 1] = current.source();
        return Row.wrap(schema, values, row.position());
    }

    private void openNext() throws IOException {
        current.close();
        doneBefore += current.done();
        Path file = files.files().get(next++);
        current = formats.open(alike(file), badRows);
        requireSameColumns(file);
    }

    /** The columns of the first file are those of all, and no less strict for not having been declared. */
    private Dataset alike(Path file) {
        Dataset dataset = files.dataset(file);
        boolean inferredJson = dataset.schema().isEmpty() && dataset.format().endsWith("json");
        boolean strict = inferredJson && !dataset.options().containsKey("unknown");
        return (strict ? dataset.with("unknown", "reject") : dataset).with(fileSchema);
    }

    private void requireSameColumns(Path file) {
        Schema other = current.schema();
        if (!other.equals(fileSchema)) {
            throw new DataException(file + " has the columns " + other + ", but the first file "
                    + files.files().get(0) + " has " + fileSchema
                    + "; files that are read together need the same columns");
        }
    }

    @Override
    public String source() {
        return files.name();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Unit unit() {
        return current.unit();
    }

    @Override
    public long done() {
        return doneBefore + current.done();
    }

    @Override
    public OptionalLong total() {
        if (files.files().size() == 1) {
            return current.total();
        }
        return unit() == Unit.BYTES ? OptionalLong.of(files.bytes()) : OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
