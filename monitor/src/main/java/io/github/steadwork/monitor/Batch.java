package io.github.steadwork.monitor;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one stripe has seen within five seconds. Guarded by whoever has it. */
final class Batch {

    static final Duration LENGTH = Duration.ofSeconds(5);

    private static final long LENGTH_MICROS = LENGTH.toMillis() * 1000;

    private final long number;
    private @Nullable Cell[] types = new Cell[16];
    private @Nullable Cell[] queues = new Cell[4];

    Batch(long number) {
        this.number = number;
    }

    /** The number of the batch into which a moment falls. */
    static long numberOf(long micros) {
        return Math.floorDiv(micros, LENGTH_MICROS);
    }

    long number() {
        return number;
    }

    long startMicros() {
        return number * LENGTH_MICROS;
    }

    void count(Sighting sighting) {
        types = counted(types, sighting.type(), sighting);
        if (sighting.queue() != Names.NONE) {
            queues = counted(queues, sighting.queue(), sighting);
        }
    }

    private static @Nullable Cell[] counted(@Nullable Cell[] cells, int index, Sighting sighting) {
        @Nullable
        Cell[] roomy = index < cells.length ? cells : Arrays.copyOf(cells, Math.max(index + 1, 2 * cells.length));
        Cell cell = roomy[index];
        if (cell == null) {
            cell = new Cell();
            roomy[index] = cell;
        }
        cell.count(sighting);
        return roomy;
    }

    @Nullable
    Cell[] types() {
        return types;
    }

    @Nullable
    Cell[] queues() {
        return queues;
    }
}
