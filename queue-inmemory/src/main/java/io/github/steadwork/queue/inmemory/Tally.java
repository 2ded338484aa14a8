package io.github.steadwork.queue.inmemory;

import java.util.EnumMap;
import java.util.Map;

/** How many there are of each kind; counts without boxing. */
final class Tally<K extends Enum<K>> {

    private final Class<K> kinds;
    private final EnumMap<K, long[]> counts;

    Tally(Class<K> kinds) {
        this.kinds = kinds;
        counts = new EnumMap<>(kinds);
        for (K kind : kinds.getEnumConstants()) {
            counts.put(kind, new long[1]);
        }
    }

    void add(K kind, int change) {
        cell(kind)[0] += change;
    }

    long of(K kind) {
        return cell(kind)[0];
    }

    /** The kinds of which there are any. */
    Map<K, Long> present() {
        Map<K, Long> present = new EnumMap<>(kinds);
        counts.forEach((kind, count) -> {
            if (count[0] > 0) {
                present.put(kind, count[0]);
            }
        });
        return present;
    }

    @SuppressWarnings("NullAway") // every kind has its cell from the beginning
    private long[] cell(K kind) {
        return counts.get(kind);
    }
}
