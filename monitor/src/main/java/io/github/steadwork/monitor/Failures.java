package io.github.steadwork.monitor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many attempts of a type have failed in a row. A success costs a look into a map that is mostly empty. Safe for many threads. */
final class Failures {

    private final ConcurrentHashMap<String, Integer> inARow = new ConcurrentHashMap<>();
    private final int most;

    Failures(int most) {
        this.most = most;
    }

    void settled(String type, Kind kind) {
        if (kind == Kind.FAILED || kind == Kind.RETRIED) {
            if (inARow.size() < most || inARow.containsKey(type)) {
                inARow.merge(type, 1, Integer::sum);
            }
        } else if (kind == Kind.SUCCEEDED && !inARow.isEmpty()) {
            inARow.remove(type);
        }
    }

    Map<String, Integer> snapshot() {
        return Map.copyOf(inARow);
    }
}
