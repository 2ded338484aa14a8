package io.github.steadwork.monitor;

import java.time.Duration;
import java.time.Instant;

/** What happened within a window, while it is being added up. Used by one thread. */
final class Sum {

    final long[] counts = new long[Kind.NUMBER];
    final Distribution durations = new Distribution();
    final Distribution waits = new Distribution();

    Rollup rollup(Instant start, Duration length) {
        return new Rollup(start, length, EventCounts.of(counts), durations.percentiles(), waits.percentiles());
    }

    WindowStatistics statistics(Window window, Duration covered) {
        return new WindowStatistics(
                window, covered, EventCounts.of(counts), durations.percentiles(), waits.percentiles());
    }
}
