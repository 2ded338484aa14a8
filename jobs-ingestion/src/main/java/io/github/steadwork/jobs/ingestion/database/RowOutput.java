package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.jdbc.SinkNote;
import io.github.steadwork.pipeline.jdbc.SinkState;
import io.github.steadwork.pipeline.jdbc.TableSink;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the rows of a source go. A table tells where to go on after a crash; a file is written anew. For one thread. */
final class RowOutput implements AutoCloseable {

    private final @Nullable TableSink table;
    private final @Nullable RowWriter file;
    private ChunkNote note;
    private long rowsRead;
    private long rowsWritten;
    private long rowsSkipped;

    private RowOutput(@Nullable TableSink table, @Nullable RowWriter file) {
        this.table = table;
        this.file = file;
        this.note = ChunkNote.BEGIN;
        if (table != null) {
            SinkState state = table.state();
            note = ChunkNote.parse(state.position());
            rowsRead = state.rowsRead();
            rowsWritten = state.rowsWritten();
            rowsSkipped = state.rowsSkipped();
        }
    }

    static RowOutput of(TableSink table) {
        return new RowOutput(table, null);
    }

    static RowOutput of(RowWriter file) {
        return new RowOutput(null, file);
    }

    /** Where to go on. */
    ChunkNote note() {
        return note;
    }

    boolean isPublished() {
        return table != null && table.state().published();
    }

    /** Begins anew, for a source that cannot go on in its middle. */
    void restart() throws SQLException {
        if (table == null || table.state().rowsRead() == 0) {
            return;
        }
        if (table.isPublishedPerChunk()) {
            throw new DataException(
                    "an attempt that has published " + rowsWritten + " rows was interrupted, and the source"
                            + " has no key by which it could go on; name a key, or publish at the end");
        }
        table.restart();
        note = ChunkNote.BEGIN;
        rowsRead = 0;
        rowsWritten = 0;
        rowsSkipped = 0;
    }

    void write(List<Row> rows, ChunkNote next, long read, long skipped) throws SQLException, IOException {
        if (table != null) {
            table.write(rows, new SinkNote(next.text(), read, skipped));
        } else if (file != null) {
            for (Row row : rows) {
                file.write(row);
            }
        }
        note = next;
        rowsRead += read;
        rowsWritten += rows.size();
        rowsSkipped += skipped;
    }

    void publish() throws SQLException, IOException {
        if (table != null) {
            table.publish();
        } else if (file != null) {
            file.commit();
        }
    }

    long rowsRead() {
        return rowsRead;
    }

    long rowsWritten() {
        return rowsWritten;
    }

    /** Of what was written, known when it has been published. */
    long rowsUpdated() {
        return table == null ? 0 : table.state().rowsUpdated();
    }

    long rowsSkipped() {
        return rowsSkipped;
    }

    long bytes() {
        return file == null ? 0 : file.bytes();
    }

    /** A file that was not committed is gone; what a table has staged stays for the next attempt. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
