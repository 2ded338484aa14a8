package io.github.steadwork.pipeline.stream;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come from that may never end, as a queue or a file that grows. It can be read again from a position that it gave
 * before, and then gives the same rows in the same order: that is what makes each of them count once.
 */
public interface RowSource {

    /** The columns of all rows. */
    Schema schema() throws IOException;

    /**
     * Begins to read.
     *
     * @param position what {@link Reader#position} said; empty for the beginning
     */
    Reader open(String position) throws IOException;

    /** Reads rows in their order. For one thread. */
    interface Reader extends AutoCloseable {

        /**
         * The next row.
         *
         * @param wait how long to wait for one at most
         * @return null if there is none yet
         * @throws InterruptedException if the thread is interrupted while it waits
         */
        @Nullable
        Row poll(Duration wait) throws IOException, InterruptedException;

        /** Where to go on behind the rows that have been given: a text that {@link RowSource#open} takes, now and after a crash. */
        String position();

        /** Whether there will never be another row; false if not overridden. */
        default boolean isEnded() {
            return false;
        }

        @Override
        void close() throws IOException;
    }

    /** The rows of a dataset, which end. Positions are numbers of rows, so it must not change. */
    static RowSource of(DataFormats formats, Dataset dataset) {
        return new DatasetSource(formats, dataset);
    }

    /** This source to its end, and then another one with the same columns: history first, then what goes on. */
    default RowSource then(RowSource live) {
        return new ConsecutiveSource(this, live);
    }
}
