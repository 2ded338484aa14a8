package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV file. */
final class CsvRowReader implements RowReader {

    private final Dataset dataset;
    private final Schema schema;
    private final BadRows badRows;
    private final CsvSource source;
    private final RecordsAhead records;

    CsvRowReader(Dataset dataset, CsvOptions options, CsvLayout layout, BadRows badRows) throws IOException {
        this.dataset = dataset;
        this.schema = layout.schema();
        this.badRows = badRows;
        Optional<CsvPart> part = CsvPart.of(dataset);
        this.source = CsvSource.open(dataset.path(), options.encoding(), part);
        RowHandler handler = new RowHandler(dataset.name(), options, layout, part);
        CsvParsing<Object> parsing = new CsvParsing<>(dataset.path(), source, options, handler);
        this.records = new RecordsAhead(parsing, handler, source, part.isEmpty());
    }

    @Override
    public String source() {
        return dataset.name();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Row read() throws IOException {
        while (true) {
            Object record = records.next();
            if (!(record instanceof RejectedRow bad)) {
                return (Row) record;
            }
            badRows.reject(bad);
        }
    }

    @Override
    public Unit unit() {
        return Unit.BYTES;
    }

    @Override
    public long done() {
        return records.bytesRead();
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(source.size());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
