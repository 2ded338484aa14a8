package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.util.function.Supplier;

/** Reads one chunk, on the thread that does so. */
final class ChunkReading {

    private static final int ROWS_BETWEEN_BEATS = 1_000;

    private ChunkReading() {}

    /** Called now and then with how many rows and units have been read since; throws if the chunk is of no use any more. */
    @FunctionalInterface
    interface Beat {
        void moved(long rows, long units);
    }

    /** Opens the part; what cannot be read of it becomes notes. */
    static RowReader open(DataFormats formats, Dataset part, Supplier<? extends ChunkSink> sink) throws IOException {
        return formats.open(
                part, bad -> sink.get().badRows(ChunkSink.UNREADABLE).reject(bad));
    }

    /** Reads to the end. */
    static void run(RowReader reader, ChunkWork work, ChunkSink sink, Beat beat) throws IOException {
        int rows = 0;
        long told = 0;
        for (Row row = reader.read(); row != null; row = reader.read()) {
            work.take(row, sink);
            if (++rows == ROWS_BETWEEN_BEATS) {
                sink.read(rows);
                beat.moved(rows, reader.done() - told);
                rows = 0;
                told = reader.done();
            }
        }
        work.end(sink);
        sink.read(rows);
        beat.moved(rows, reader.done() - told);
        sink.counts(work.counts());
    }
}
