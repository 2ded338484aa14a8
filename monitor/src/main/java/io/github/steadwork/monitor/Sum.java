package io.github.steadwork.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What happened within some time, while it is being added up. Can be used again. Used by one thread at a time. */
final class Sum {

    final long[] counts = new long[Kind.NUMBER];
    final Distribution durations = new Distribution();
    final Distribution waits = new Distribution();

    void clear() {
        Arrays.fill(counts, 0);
        durations.clear();
        waits.clear();
    }

    /** Adds what {@link #packed} has given. */
    void add(byte[] packed) {
        Packed.Reader reader = new Packed.Reader(packed);
        long kinds = reader.number();
        for (int i = 0; i < counts.length; i++) {
            if ((kinds >>> i & 1) == 1) {
                counts[i] += reader.number();
            }
        }
        durations.add(reader);
        waits.add(reader);
    }

    /** As few bytes: which kinds there were, their counts, durations, waits. */
    byte[] packed() {
        Packed.Writer writer = new Packed.Writer();
        long kinds = 0;
        for (int i = 0; i < counts.length; i++) {
            kinds |= counts[i] == 0 ? 0 : 1L << i;
        }
        writer.number(kinds);
        for (long count : counts) {
            if (count != 0) {
                writer.number(count);
            }
        }
        durations.write(writer);
        waits.write(writer);
        return writer.bytes();
    }

    Rollup rollup(Instant start, Duration length) {
        return new Rollup(
                start,
                length,
                EventCounts.of(counts),
                durations.percentiles(),
                waits.percentiles(),
                Kind.volume(counts));
    }

    WindowStatistics statistics(Window window, Duration covered) {
        return new WindowStatistics(
                window,
                covered,
                EventCounts.of(counts),
                durations.percentiles(),
                waits.percentiles(),
                Kind.volume(counts));
    }
}
