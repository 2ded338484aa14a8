package io.github.steadwork.jobs.processing.key;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the first row of each key from those that repeat it. It answers at once as long as memory holds all keys; from
 * then on a key that it does not know is written to disk, and answered when all rows have been seen. For one thread.
 */
public final class FirstFinder implements AutoCloseable {

    /** The answer for the first row of its key. */
    public static final long NEW = -1;

    /** The answer for a row that is decided later. */
    public static final long UNDECIDED = -2;

    private final SpillPlace place;
    private final int level;
    private final KeyTable table;
    private @Nullable KeyFile spilled;

    /** Without any keys. */
    public FirstFinder(SpillPlace place) {
        this(place, 0);
    }

    private FirstFinder(SpillPlace place, int level) {
        this.place = place;
        this.level = level;
        this.table = new KeyTable(Levels.budget(place.memory(), level), 1);
    }

    /** Whether memory no longer holds all keys. */
    public boolean hasSpilled() {
        return spilled != null;
    }

    /**
     * Takes the key of the next row.
     *
     * @return the position of the first row of this key, {@link #NEW} or {@link #UNDECIDED}
     */
    public long offer(KeyCodec key, long ordinal, long position) throws IOException {
        int hash = key.hash();
        int known = table.find(key, hash);
        if (known != KeyTable.NONE) {
            return table.value(known, 0);
        }
        if (spilled == null) {
            int added = table.add(key, hash);
            if (added != KeyTable.NONE) {
                table.setValue(added, 0, position);
                return NEW;
            }
            spilled = new KeyFile(place, level);
        }
        spilled.add(key, ordinal, position);
        return UNDECIDED;
    }

    /** Decides what was left undecided; to be called once, when all rows have been seen. */
    public void resolve(Repeats repeats) throws IOException {
        if (spilled == null) {
            return;
        }
        table.clear();
        for (int part = 0; part < spilled.parts(); part++) {
            try (FirstFinder finder = new FirstFinder(place, level + 1)) {
                spilled.forEach(part, (key, ordinal, position) -> {
                    long answer = finder.offer(key, ordinal, position);
                    if (answer >= 0) {
                        repeats.add(ordinal, answer);
                    }
                });
                finder.resolve(repeats);
            }
        }
    }

    @Override
    public void close() throws IOException {
        table.close();
        if (spilled != null) {
            spilled.close();
        }
    }
}
