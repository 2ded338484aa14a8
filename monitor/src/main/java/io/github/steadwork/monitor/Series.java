package io.github.steadwork.monitor;

import java.util.ArrayList;
import java.util.List;

/** What happened under one name: in all, and within each window. Guarded by the history. */
final class Series {

    private final long[] totals = new long[Kind.NUMBER];
    private final List<Ring> rings = new ArrayList<>();

    Series() {
        for (Window window : Window.values()) {
            rings.add(new Ring(window));
        }
    }

    void add(long micros, Cell seen) {
        seen.addCountsTo(totals);
        for (Ring ring : rings) {
            ring.add(micros, seen);
        }
    }

    EventCounts counts() {
        return EventCounts.of(totals);
    }

    /** What happened within each window until now, in their order. */
    List<Sum> sums(long nowMicros) {
        List<Sum> sums = new ArrayList<>();
        for (Ring ring : rings) {
            Sum sum = new Sum();
            ring.addTo(sum, nowMicros);
            sums.add(sum);
        }
        return sums;
    }
}
