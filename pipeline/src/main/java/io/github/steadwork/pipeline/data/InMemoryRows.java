package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code memory}: rows that a test gives to a job or takes from it, as they are. Each object holds its own, by name, until nobody
 * refers to it; jobs reach them through {@link DataFormats#with}. Safe for use by many threads.
 *
 * <pre>{@code
 * InMemoryRows memory = new InMemoryRows();
 * new FileIngestionJob().with(memory).run(FileIngestion.csv(file).to(memory.at("orders")));
 * assertThat(memory.rows("orders")).hasSize(2);
 * }</pre>
 */
public final class InMemoryRows implements WritableDataFormat {

    private static final String NAME = "memory";

    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    private record Content(Schema schema, List<Row> rows) {}

    /** Without any rows. */
    public InMemoryRows() {}

    /** The dataset of this name, to read or to write. */
    public Dataset at(String name) {
        return Dataset.of(NAME, name);
    }

    /** Puts rows there, in place of what was there before. */
    public Dataset put(String name, Schema schema, List<Row> rows) {
        contents.put(name, new Content(schema, List.copyOf(rows)));
        return at(name);
    }

    /**
     * The rows of this name.
     *
     * @throws DataException if nothing was written there
     */
    public List<Row> rows(String name) {
        return content(name).rows();
    }

    private Content content(String name) {
        Content content = contents.get(name);
        if (content == null) {
            throw new DataException(
                    "nothing was written to '" + name + "' in memory; " + NameHint.of(name, contents.keySet()));
        }
        return content;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) {
        Content content = content(dataset.location());
        return new Reader(dataset.location(), content.schema(), content.rows());
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) {
        return new Writer(dataset.location(), schema);
    }

    private static final class Reader implements RowReader {

        private final String source;
        private final Schema schema;
        private final List<Row> rows;
        private int next;

        Reader(String source, Schema schema, List<Row> rows) {
            this.source = source;
            this.schema = schema;
            this.rows = rows;
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public @Nullable Row read() {
            return next < rows.size() ? rows.get(next++) : null;
        }

        @Override
        public Unit unit() {
            return Unit.ROWS;
        }

        @Override
        public long done() {
            return next;
        }

        @Override
        public OptionalLong total() {
            return OptionalLong.of(rows.size());
        }

        @Override
        public void close() {}
    }

    private final class Writer implements RowWriter {

        private final String name;
        private final Schema schema;
        private final List<Row> written = new ArrayList<>();

        Writer(String name, Schema schema) {
            this.name = name;
            this.schema = schema;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public void write(Row row) {
            written.add(row);
        }

        @Override
        public long rows() {
            return written.size();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void commit() {
            put(name, schema, written);
        }

        @Override
        public void close() {}
    }
}
