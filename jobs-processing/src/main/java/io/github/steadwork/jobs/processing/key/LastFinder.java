package io.github.steadwork.jobs.processing.key;

import java.io.IOException;

/**
 * Tells the last row of each key from those that come before it. As nobody knows the last one before the end, rows are
 * looked at twice: noted first, asked then. For one thread.
 */
public final class LastFinder implements AutoCloseable {

    private static final int ORDINAL = 0;
    private static final int POSITION = 1;

    private final SpillPlace place;
    private final int level;
    private final KeyTable table;
    private boolean full;

    /** Without any keys. */
    public LastFinder(SpillPlace place) {
        this(place, 0);
    }

    private LastFinder(SpillPlace place, int level) {
        this.place = place;
        this.level = level;
        this.table = new KeyTable(Levels.budget(place.memory(), level), 2);
    }

    /** Whether memory did not hold all keys, so that {@link #resolve} has to be asked in place of {@link #keptFor}. */
    public boolean isFull() {
        return full;
    }

    /** Takes note of the key of the next row. */
    public void note(KeyCodec key, long ordinal, long position) {
        if (full) {
            return;
        }
        int hash = key.hash();
        int known = table.find(key, hash);
        int index = known == KeyTable.NONE ? table.add(key, hash) : known;
        if (index == KeyTable.NONE) {
            full = true;
            table.clear();
            return;
        }
        table.setValue(index, ORDINAL, ordinal);
        table.setValue(index, POSITION, position);
    }

    /** The position of the last row of this key; {@link Repeats#NONE} if it is this one. */
    public long keptFor(KeyCodec key, long ordinal) {
        int index = table.find(key, key.hash());
        boolean last = index == KeyTable.NONE || table.value(index, ORDINAL) == ordinal;
        return last ? Repeats.NONE : table.value(index, POSITION);
    }

    /** Gives all keys again, in the same order. */
    @FunctionalInterface
    public interface KeySource {
        /** Gives them to this. */
        void forEach(KeySink sink) throws IOException;
    }

    /** Takes keys. */
    @FunctionalInterface
    public interface KeySink {
        /** Takes the key of one row. */
        void take(KeyCodec key, long ordinal, long position) throws IOException;
    }

    /** Decides for more keys than memory holds, from disk. */
    public void resolve(KeySource keys, Repeats repeats) throws IOException {
        try (KeyFile parted = new KeyFile(place, level)) {
            keys.forEach(parted::add);
            for (int part = 0; part < parted.parts(); part++) {
                int current = part;
                KeySource keysOfPart = sink -> parted.forEach(current, sink::take);
                try (LastFinder finder = new LastFinder(place, level + 1)) {
                    finder.decide(keysOfPart, repeats);
                }
            }
        }
    }

    private void decide(KeySource keys, Repeats repeats) throws IOException {
        keys.forEach(this::note);
        if (full) {
            resolve(keys, repeats);
            return;
        }
        keys.forEach((key, ordinal, position) -> {
            long kept = keptFor(key, ordinal);
            if (kept != Repeats.NONE) {
                repeats.add(ordinal, kept);
            }
        });
    }

    @Override
    public void close() {
        table.close();
    }
}
