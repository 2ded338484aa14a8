package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows, one after another, in the order of their source. For one thread.
 *
 * <pre>{@code
 * try (RowReader reader = formats.open(dataset, rejects)) {
 *     for (Row row = reader.read(); row != null; row = reader.read()) {
 *         ...
 *     }
 * }
 * }</pre>
 */
public interface RowReader extends AutoCloseable {

    /** What {@link #done} and {@link #total} count. */
    enum Unit {
        /** Rows. */
        ROWS,
        /** Bytes of the source as it is stored, so compressed ones of a compressed file. */
        BYTES
    }

    /** The name of the place where the rows were first read, as "birdstrikes.csv": what their positions refer to. */
    String source();

    /** The columns of all rows. */
    Schema schema();

    /**
     * The next row; null at the end. A row that cannot be used is handed to the {@link BadRows} that the reader was
     * opened with, and passed over.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if the source is broken, or if bad rows are too many
     */
    @Nullable
    Row read() throws IOException;

    /** What {@link #done} and {@link #total} count. */
    Unit unit();

    /** How many units have been read. */
    long done();

    /** How many units there are; empty if nobody knows before the end. */
    OptionalLong total();

    @Override
    void close() throws IOException;
}
