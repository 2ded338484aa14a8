package io.github.steadwork.monitor;

/** What happened under one name within one stretch of time. Guarded by its owner. */
final class Cell {

    private final int[] counts = new int[Kind.NUMBER];
    private final Histogram durations = new Histogram();
    private final Histogram waits = new Histogram();

    void count(Sighting sighting) {
        counts[sighting.kind().place]++;
        if (sighting.micros() >= 0) {
            (sighting.kind() == Kind.STARTED ? waits : durations).record(sighting.micros());
        }
    }

    void add(Cell other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        durations.add(other.durations);
        waits.add(other.waits);
    }

    void addCountsTo(long[] totals) {
        for (int i = 0; i < counts.length; i++) {
            totals[i] += counts[i];
        }
    }

    void addTo(Sum sum) {
        addCountsTo(sum.counts);
        durations.addTo(sum.durations);
        waits.addTo(sum.waits);
    }
}
