package io.github.steadwork.monitor;

import io.github.steadwork.job.DataVolume;
import org.jspecify.annotations.Nullable;

/** What happened under one name within one stretch of time. Guarded by its owner. */
final class Cell {

    private final long[] counts = new long[Kind.NUMBER];
    private @Nullable Histogram durations;
    private @Nullable Histogram waits;

    /** One more of a kind; its length in microseconds is negative if it says nothing. */
    void count(Kind kind, long length) {
        counts[kind.place]++;
        if (length >= 0) {
            (kind == Kind.STARTED ? waits() : durations()).record(length);
        }
    }

    static Cell of(DataVolume volume) {
        Cell cell = new Cell();
        cell.counts[Kind.ROWS_READ.place] = volume.rowsRead();
        cell.counts[Kind.BYTES_READ.place] = volume.bytesRead();
        cell.counts[Kind.ROWS_WRITTEN.place] = volume.rowsWritten();
        cell.counts[Kind.BYTES_WRITTEN.place] = volume.bytesWritten();
        return cell;
    }

    private Histogram durations() {
        Histogram some = durations == null ? new Histogram() : durations;
        durations = some;
        return some;
    }

    private Histogram waits() {
        Histogram some = waits == null ? new Histogram() : waits;
        waits = some;
        return some;
    }

    void add(Cell other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        if (other.durations != null) {
            durations().add(other.durations);
        }
        if (other.waits != null) {
            waits().add(other.waits);
        }
    }

    void addCountsTo(long[] totals) {
        for (int i = 0; i < counts.length; i++) {
            totals[i] += counts[i];
        }
    }

    /** As it is stored: counts, durations, waits; read again by {@link #of}. */
    long[][] numbers() {
        return new long[][] {
            counts.clone(),
            durations == null ? new long[0] : durations.numbers(),
            waits == null ? new long[0] : waits.numbers()
        };
    }

    /** Counts of kinds that this version does not know are left out. */
    static Cell of(long[][] numbers) {
        Cell cell = new Cell();
        for (int i = 0; i < Math.min(cell.counts.length, numbers[0].length); i++) {
            cell.counts[i] = numbers[0][i];
        }
        if (numbers[1].length > 0) {
            cell.durations().add(numbers[1]);
        }
        if (numbers[2].length > 0) {
            cell.waits().add(numbers[2]);
        }
        return cell;
    }

    void addTo(Sum sum) {
        addCountsTo(sum.counts);
        if (durations != null) {
            durations.addTo(sum.durations);
        }
        if (waits != null) {
            waits.addTo(sum.waits);
        }
    }
}
