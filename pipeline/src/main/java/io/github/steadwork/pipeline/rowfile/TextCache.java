package io.github.steadwork.pipeline.rowfile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that stood in a column not long ago. Writer and reader pass the same texts through it in the same order, so
 * it holds the same on both sides.
 */
final class TextCache {

    /** Longer texts seldom repeat. */
    static final int MAX_LENGTH = 64;

    private static final int SLOTS = 1 << 10;

    private final @Nullable String[] slots = new @Nullable String[SLOTS];

    void clear() {
        Arrays.fill(slots, null);
    }

    static int slot(String text) {
        int hash = text.hashCode();
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }

    boolean holds(int slot, String text) {
        return text.equals(slots[slot]);
    }

    void put(int slot, String text) {
        slots[slot] = text;
    }

    String get(long slot) {
        String text = slot < SLOTS ? slots[(int) slot] : null;
        if (text == null) {
            throw new IllegalStateException("slot " + slot + " of a text cache is empty");
        }
        return text;
    }
}
