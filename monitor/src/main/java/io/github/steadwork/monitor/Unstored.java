package io.github.steadwork.monitor;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been counted and is not in the backend yet, by minute and subject. When the backend is away for long, minutes of an
 * hour are put together, so that this stays small. Guarded by the recorder.
 */
final class Unstored {

    private static final int MOST_MINUTES = 60;
    private static final long MINUTE = 60_000_000;
    private static final long HOUR = 60 * MINUTE;

    private Map<Long, Map<Subject, Cell>> minutes = new TreeMap<>();

    void add(long micros, Subject subject, Cell seen) {
        long start = Math.floorDiv(micros, MINUTE) * MINUTE;
        boolean full = minutes.size() >= MOST_MINUTES && !minutes.containsKey(start);
        minutes.computeIfAbsent(full ? Math.floorDiv(micros, HOUR) * HOUR : start, unused -> new HashMap<>())
                .computeIfAbsent(subject, unused -> new Cell())
                .add(seen);
    }

    /** Hands all of it out. */
    Map<Long, Map<Subject, Cell>> take() {
        Map<Long, Map<Subject, Cell>> taken = minutes;
        minutes = new TreeMap<>();
        return taken;
    }
}
