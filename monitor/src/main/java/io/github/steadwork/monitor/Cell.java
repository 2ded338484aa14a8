package io.github.steadwork.monitor;

import org.jspecify.annotations.Nullable;

/** What happened under one name within one stretch of time. Guarded by its owner. */
final class Cell {

    private final int[] counts = new int[Kind.NUMBER];
    private @Nullable Histogram durations;
    private @Nullable Histogram waits;

    void count(Sighting sighting) {
        counts[sighting.kind().place]++;
        if (sighting.micros() >= 0) {
            (sighting.kind() == Kind.STARTED ? waits() : durations()).record(sighting.micros());
        }
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
