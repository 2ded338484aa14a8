package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowSizes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes rows to a table in chunks, passing over those that an earlier attempt has written. */
final class TableRowWriter implements RowWriter {

    private static final long CHUNK_BYTES = 16L << 20;

    private final TableSink sink;
    private final Schema schema;
    private final Run run;
    private final String table;
    private final List<Row> chunk = new ArrayList<>();
    private long chunkBytes;
    private long bytes;
    private long rows;

    /**
     * Whose rows they are.
     *
     * @param isNamed whether another attempt may go on with them
     * @param origin what exactly is read
     * @param chunkRows how many are written in a transaction
     */
    record Run(boolean isNamed, String origin, int chunkRows) {}

    private TableRowWriter(TableSink sink, Schema schema, Run run, String table) {
        this.sink = sink;
        this.schema = schema;
        this.run = run;
        this.table = table;
    }

    static TableRowWriter begin(TableSink sink, Schema schema, Run run, String table) throws SQLException {
        SinkState before = sink.state();
        boolean sameOrigin = before.position().isEmpty() || before.position().equals("origin " + run.origin());
        if (!sameOrigin && !before.published()) {
            if (sink.isPublishedPerChunk() && before.rowsWritten() > 0) {
                throw new DataException(
                        "the source has changed since an earlier attempt has written " + before.rowsWritten()
                                + " of its rows to " + table + "; undo that by hand, or publish at the end");
            }
            sink.restart();
        }
        return new TableRowWriter(sink, schema, run, table);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void write(Row row) throws IOException {
        rows++;
        long size = RowSizes.of(row);
        bytes += size;
        if (sink.state().published() || rows <= sink.state().rowsRead()) {
            return;
        }
        chunk.add(row);
        chunkBytes += size;
        if (chunk.size() >= run.chunkRows() || chunkBytes >= CHUNK_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        try {
            sink.write(chunk, new SinkNote("origin " + run.origin(), chunk.size(), 0));
        } catch (SQLException e) {
            throw failed(e);
        }
        chunk.clear();
        chunkBytes = 0;
    }

    private IOException failed(SQLException e) {
        return new IOException("cannot write the table " + table + " near row " + rows + ": " + e.getMessage(), e);
    }

    @Override
    public long rows() {
        return rows;
    }

    /** As they are in memory, for nobody knows what they take in the database. */
    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void commit() throws IOException {
        if (!chunk.isEmpty()) {
            flush();
        }
        try {
            sink.publish();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** What is staged stays for the next attempt; a run without a name has none. */
    @Override
    public void close() throws IOException {
        if (!run.isNamed() && !sink.state().published()) {
            try {
                sink.discard();
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }
}
