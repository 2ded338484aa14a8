package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;

/** One part of an input, which one thread reads. What it counted is looked at when the thread has ended. */
final class PartReading {

    private static final int ROWS_BETWEEN_BEATS = 1_000;

    private final DataFormats formats;
    private final Dataset part;
    private final RowInput.RowAction action;
    private final HeldRejects rejects;
    private final Beat beat;
    private long rows;
    private long bytes;

    /** Told now and then how much has been read since. */
    @FunctionalInterface
    interface Beat {

        /** False to stop, because the part is of no use any more. Throws if the attempt is to end. */
        boolean goesOn(long units);
    }

    PartReading(DataFormats formats, Dataset part, RowInput.RowAction action, HeldRejects rejects, Beat beat) {
        this.formats = formats;
        this.part = part;
        this.action = action;
        this.rejects = rejects;
        this.beat = beat;
    }

    void run() throws IOException {
        try (RowReader reader = formats.open(part, rejects::unreadable)) {
            long told = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                action.take(row);
                if (++rows % ROWS_BETWEEN_BEATS == 0) {
                    long done = reader.done();
                    bytes = reader.unit() == RowReader.Unit.BYTES ? done : 0;
                    if (!beat.goesOn(done - told)) {
                        return;
                    }
                    told = done;
                }
            }
            bytes = reader.unit() == RowReader.Unit.BYTES ? reader.done() : 0;
            beat.goesOn(reader.done() - told);
        }
    }

    long rows() {
        return rows;
    }

    /** Of the source as it is stored; 0 where it does not tell. */
    long bytes() {
        return bytes;
    }

    HeldRejects rejects() {
        return rejects;
    }
}
