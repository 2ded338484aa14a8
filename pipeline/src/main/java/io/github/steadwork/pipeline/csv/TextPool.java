package io.github.steadwork.pipeline.csv;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts of a column as one object where they repeat soon: less work, and far less heap where rows are kept.
 * Columns whose texts seldom repeat are recognised and left alone.
 */
final class TextPool {

    private static final int SLOTS = 1 << 11;
    private static final int MAX_LENGTH = 64;
    private static final int TRIAL = 4_096;
    private static final int MIN_HITS = TRIAL / 8;

    private final @Nullable String[] slots = new @Nullable String[SLOTS];
    private int lookups;
    private int hits;
    private boolean useless;

    String get(char[] buffer, int offset, int length) {
        if (length > MAX_LENGTH || useless) {
            return new String(buffer, offset, length);
        }
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + buffer[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        String known = slots[slot];
        lookups++;
        if (known != null && matches(known, buffer, offset, length)) {
            hits++;
            return known;
        }
        return remember(slot, new String(buffer, offset, length));
    }

    private String remember(int slot, String text) {
        slots[slot] = text;
        if (lookups >= TRIAL) {
            useless = hits < MIN_HITS;
            lookups = 0;
            hits = 0;
        }
        return text;
    }

    private static boolean matches(String known, char[] buffer, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
