package io.github.steadwork.job;

import java.util.concurrent.atomic.LongAdder;

/**
 * Where a running job says what it reads and writes. Cheap enough for every thousand rows: nothing is stored here; at the end of the
 * attempt the sums go into its history and are told to listeners. Safe for use by many threads.
 */
public final class DataMeter {

    private final LongAdder rowsRead = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder rowsWritten = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();

    /** A meter that has counted nothing. */
    public DataMeter() {}

    /** Says that so much more was read; bytes are 0 where they are not known. */
    public void read(long rows, long bytes) {
        add(rowsRead, rows, bytesRead, bytes);
    }

    /** Says that so much more was written; bytes are 0 where they are not known. */
    public void written(long rows, long bytes) {
        add(rowsWritten, rows, bytesWritten, bytes);
    }

    private static void add(LongAdder allRows, long rows, LongAdder allBytes, long bytes) {
        if (rows < 0 || bytes < 0) {
            throw new IllegalArgumentException(rows + " rows and " + bytes + " bytes, allowed is 0 or more");
        }
        allRows.add(rows);
        allBytes.add(bytes);
    }

    /** All that has been said until now. */
    public DataVolume snapshot() {
        return new DataVolume(rowsRead.sum(), bytesRead.sum(), rowsWritten.sum(), bytesWritten.sum());
    }
}
