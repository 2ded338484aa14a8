package io.github.steadwork.pipeline.csv;

import java.util.Arrays;
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
    private static final int HASHED = 8;

    private final @Nullable String[] texts = new @Nullable String[SLOTS];
    private final char[][] contents = new char[SLOTS][];
    private int lookups;
    private int hits;
    private boolean useless;

    /** The text, if an equal one was put here and no other has taken its slot since. */
    @Nullable
    String find(char[] buffer, int offset, int length) {
        if (length > MAX_LENGTH || useless) {
            return null;
        }
        int slot = slot(buffer, offset, length);
        String known = texts[slot];
        lookups++;
        if (known != null && Arrays.equals(contents[slot], 0, known.length(), buffer, offset, offset + length)) {
            hits++;
            return known;
        }
        return null;
    }

    /** Keeps a text that was not found. */
    void put(String text, char[] buffer, int offset) {
        int length = text.length();
        if (length > MAX_LENGTH || useless) {
            return;
        }
        int slot = slot(buffer, offset, length);
        texts[slot] = text;
        contents[slot] = Arrays.copyOfRange(buffer, offset, offset + length);
        if (lookups >= TRIAL) {
            useless = hits < MIN_HITS;
            lookups = 0;
            hits = 0;
        }
    }

    /** By the length and both ends, which is enough to tell most texts of a column apart, and quick. */
    private static int slot(char[] buffer, int offset, int length) {
        int hash = length;
        int end = offset + length;
        int head = Math.min(end, offset + HASHED);
        for (int i = offset; i < head; i++) {
            hash = 31 * hash + buffer[i];
        }
        int tail = 0;
        for (int i = Math.max(head, end - HASHED); i < end; i++) {
            tail = 31 * tail + buffer[i];
        }
        int mixed = (hash + 17 * tail) * 0x9E3779B9;
        return (mixed >>> 16) & (SLOTS - 1);
    }
}
