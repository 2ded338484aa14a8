package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.util.List;

/** What is done with the rows of one chunk, whatever the others are. Each chunk has one of its own, used by one thread. */
@FunctionalInterface
public interface ChunkWork {

    /** Hands the rows on as they are. */
    ChunkWork NONE = (row, to) -> to.row(row);

    /** Takes a row, and gives what becomes of it. */
    void take(Row row, ChunkSink to) throws IOException;

    /** Gives what is left to give when all rows have been taken. */
    default void end(ChunkSink to) throws IOException {}

    /** What has been counted, for who puts the chunks together; asked when all rows have been taken. */
    default List<String> counts() {
        return List.of();
    }
}
