package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chunk gave, in memory, in its order; and what ended it, if that was an error. */
final class ChunkEvents implements ChunkSink {

    private final List<Object> events = new ArrayList<>();
    private List<String> counts = List.of();
    private long read;
    private long units;
    private @Nullable Throwable failure;

    private record Note(int kind, RejectedRow about) {}

    @Override
    public void row(Row row) {
        events.add(row);
    }

    @Override
    public void note(int kind, RejectedRow note) {
        events.add(new Note(kind, note));
    }

    @Override
    public void read(long rows) {
        read += rows;
    }

    @Override
    public void counts(List<String> counted) {
        counts = counted;
    }

    /** What the reader counts, from the first row of the chunk to its last. */
    void units(long count) {
        units = count;
    }

    long units() {
        return units;
    }

    void failedBy(Throwable error) {
        failure = error;
    }

    /** Tells all of it, and throws what ended the chunk: as if it had happened on this thread. */
    void replay(ChunkSink sink) throws IOException {
        for (Object event : events) {
            if (event instanceof Note note) {
                sink.note(note.kind(), note.about());
            } else {
                sink.row((Row) event);
            }
        }
        if (failure != null) {
            throw thrown(failure);
        }
        sink.read(read);
        sink.counts(counts);
    }

    private static RuntimeException thrown(Throwable error) throws IOException {
        if (error instanceof IOException io) {
            throw io;
        }
        if (error instanceof Error fatal) {
            throw fatal;
        }
        return error instanceof RuntimeException e ? e : new IllegalStateException(error);
    }
}
