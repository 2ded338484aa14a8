package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.FormatOptions;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The format {@code table}: a table of one of these databases, as {@link TableTarget} says. It is given to
 * {@link io.github.steadwork.pipeline.data.DataFormats#with}, since only the application knows the databases.
 *
 * <p>Reading gives all rows of the table, as one stream in no particular order.
 *
 * <p>A writer with the option {@code run} goes on where another one with the same run has ended, for a source that gives the same
 * rows in the same order again: those that are written already are passed over. The option {@code origin} says which source that
 * is; if it has changed, what is staged is thrown away.
 */
public final class TableFormat implements WritableDataFormat {

    /** The option that names the run. */
    public static final String RUN = "run";

    /** The option that says what exactly is read. */
    public static final String ORIGIN = "origin";

    /** The option that says how many rows are written in a transaction; 20,000, or less where they take more than 16 MB. */
    public static final String CHUNK_ROWS = "chunkRows";

    private static final int MOST_CHUNK_ROWS = 20_000;
    private static final int FETCH = 5_000;

    private final Connections connections;

    /** Of these databases. */
    public TableFormat(Connections connections) {
        this.connections = Objects.requireNonNull(connections, "connections");
    }

    @Override
    public String name() {
        return TableTarget.FORMAT;
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        TableTarget target = TableTarget.of(dataset);
        try {
            TableQuery query =
                    TableQuery.ofTable(connections.get(target.connection()), target.table(), Optional.empty());
            return new TableRowReader(target.table(), query.schema(), query.stream(Optional.empty(), FETCH));
        } catch (SQLException e) {
            throw new IOException("cannot read the table " + target.table() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        TableTarget target = TableTarget.of(dataset);
        Map<String, String> options = dataset.options();
        int chunkRows = FormatOptions.of(dataset, TableTarget.OPTIONS).number(CHUNK_ROWS, MOST_CHUNK_ROWS);
        String run = options.getOrDefault(RUN, UUID.randomUUID().toString());
        try {
            TableSink sink = TableSink.open(connections, target, schema, run);
            TableRowWriter.Run named =
                    new TableRowWriter.Run(options.containsKey(RUN), options.getOrDefault(ORIGIN, ""), chunkRows);
            return TableRowWriter.begin(sink, schema, named, target.table());
        } catch (SQLException e) {
            throw new IOException("cannot write the table " + target.table() + ": " + e.getMessage(), e);
        }
    }
}
