package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Takes what chunks give, in the order of the source. For one thread. */
public interface ChunkSink {

    /** The kind of note that tells of a row which could not be read. Others are up to the work. */
    int UNREADABLE = 0;

    /** Takes a row. */
    void row(Row row) throws IOException;

    /** Takes note of something about a row. */
    void note(int kind, RejectedRow note) throws IOException;

    /**
     * Takes note that so many more rows of the source have been read; told now and then, and at the end of each chunk.
     *
     * @throws RuntimeException if the run must not go on
     */
    void read(long rows) throws IOException;

    /** Where to tell of bad rows, so that each becomes a note of this kind. */
    default BadRows badRows(int kind) {
        return bad -> {
            try {
                note(kind, bad);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Takes what the work of a chunk has counted. */
    void counts(List<String> counts) throws IOException;
}
