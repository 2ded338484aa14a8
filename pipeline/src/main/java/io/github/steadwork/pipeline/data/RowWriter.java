package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;

/**
 * Writes rows, and shows them to others all at once: nothing is seen before {@link #commit}, and a writer that is closed
 * without it leaves what was there before. For one thread.
 */
public interface RowWriter extends AutoCloseable {

    /** The columns of all rows. */
    Schema schema();

    /** Writes a row. It has the writer's columns; that is not checked for each row. */
    void write(Row row) throws IOException;

    /** How many rows have been written. */
    long rows();

    /** How many bytes have been written so far, as they are stored; exact after {@link #commit}. */
    long bytes();

    /** Publishes what was written, in place of what was there before. Nothing can be written after it. */
    void commit() throws IOException;

    /** Frees everything; discards what was not committed. */
    @Override
    void close() throws IOException;
}
