package io.github.steadwork.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one stripe has seen within five seconds, by type and queue at once: to count an event is one look into a small table, and
 * the sums by type, by queue and of all are made later, off the way of the jobs. Guarded by whoever has it.
 */
final class Batch {

    static final Duration LENGTH = Duration.ofSeconds(5);

    /** The queue of what does not say its queue. */
    static final String NO_QUEUE = "";

    /** A batch with so many pairs is handed over early, so that it stays small. */
    private static final int MANY = 2_048;

    private static final long LENGTH_MICROS = LENGTH.toMillis() * 1000;

    private final long number;

    /** Open addressing; as long as a power of two, at most half full. */
    private @Nullable Pair[] table = new Pair[16];

    private final List<Pair> pairs = new ArrayList<>(8);

    /** The jobs of one type from one queue. */
    record Pair(String type, String queue, Cell cell) {}

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

    boolean isFull() {
        return pairs.size() >= MANY;
    }

    /** The pairs, in the order in which they were first seen. */
    List<Pair> pairs() {
        return pairs;
    }

    Cell cell(String type, String queue) {
        int mask = table.length - 1;
        int place = hash(type, queue) & mask;
        for (Pair pair = table[place]; pair != null; pair = table[place]) {
            if (pair.type.equals(type) && pair.queue.equals(queue)) {
                return pair.cell;
            }
            place = (place + 1) & mask;
        }
        return add(new Pair(type, queue, new Cell()), place);
    }

    private Cell add(Pair pair, int place) {
        pairs.add(pair);
        table[place] = pair;
        if (2 * pairs.size() > table.length) {
            rehash();
        }
        return pair.cell;
    }

    private void rehash() {
        @Nullable Pair[] roomier = new Pair[2 * table.length];
        int mask = roomier.length - 1;
        for (Pair pair : pairs) {
            int place = hash(pair.type, pair.queue) & mask;
            while (roomier[place] != null) {
                place = (place + 1) & mask;
            }
            roomier[place] = pair;
        }
        table = roomier;
    }

    private static int hash(String type, String queue) {
        int hash = type.hashCode() * 31 + queue.hashCode();
        return hash ^ hash >>> 16;
    }
}
