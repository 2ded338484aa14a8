package io.github.steadwork.monitor;

import java.time.Instant;

/** Reads the keys that {@link Level#key} writes: subject, start in seconds, node; the node is empty where it is all of them. */
final class RollupKey {

    private RollupKey() {}

    static Instant startOf(String key) {
        int end = key.lastIndexOf('|');
        return Instant.ofEpochSecond(Long.parseLong(key.substring(key.lastIndexOf('|', end - 1) + 1, end)));
    }

    static boolean isOfAllNodes(String key) {
        return key.endsWith("|");
    }

    /** The key of the sum of all nodes. */
    static String ofAllNodes(String key) {
        return key.substring(0, key.lastIndexOf('|') + 1);
    }
}
