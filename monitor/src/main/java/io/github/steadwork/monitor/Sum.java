package io.github.steadwork.monitor;

import java.time.Duration;

/** What happened within a window, while it is being added up. Used by one thread. */
final class Sum {

    final long[] counts = new long[Kind.NUMBER];
    final Distribution durations = new Distribution();
    final Distribution waits = new Distribution();

    WindowStatistics statistics(Window window, Duration covered) {
        return new WindowStatistics(
                window, covered, EventCounts.of(counts), durations.percentiles(), waits.percentiles());
    }
}
