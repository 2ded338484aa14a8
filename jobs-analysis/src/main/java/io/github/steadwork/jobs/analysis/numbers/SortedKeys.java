package io.github.steadwork.jobs.analysis.numbers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Many keys, which can be read in ascending order as often as needed. All are kept, in memory or as sorted runs in the
 * {@link KeyStore}, so that whatever is read from them is exact. For one thread.
 */
public final class SortedKeys {

    private static final int FIRST = 16;
    /** Smaller arrays are not spilled: a run is to be worth its place in the merge. */
    private static final int LEAST_RUN = 1 << 10;

    private static final int READ_AHEAD = 1 << 12;

    private final KeyStore store;
    private final List<KeyStore.Run> runs = new ArrayList<>();
    private long[] keys = new long[FIRST];
    private int filled;
    private long size;
    private boolean sorted;
    private long taken;

    /** No keys yet. */
    public SortedKeys(KeyStore store) {
        this.store = store;
    }

    /** Adds a key. */
    public void add(long key) {
        if (filled == keys.length) {
            makeRoom();
        }
        keys[filled++] = key;
        size++;
        sorted = false;
    }

    private void makeRoom() {
        long more = (long) keys.length * Long.BYTES;
        boolean room = keys.length < Integer.MAX_VALUE / 4 && store.tryReserve(more);
        if (room || filled < LEAST_RUN) {
            if (!room) {
                store.reserve(more);
            }
            taken += more;
            keys = Arrays.copyOf(keys, keys.length * 2);
            return;
        }
        Arrays.sort(keys, 0, filled);
        runs.add(store.write(keys, filled));
        filled = 0;
    }

    /** Adds all keys of the other, which may share this one's store or not. */
    public void merge(SortedKeys other) {
        Cursor cursor = other.ascending();
        while (cursor.next()) {
            add(cursor.key());
        }
    }

    /** Forgets all keys and gives their memory back. */
    public void clear() {
        store.release(taken);
        taken = 0;
        keys = new long[FIRST];
        filled = 0;
        size = 0;
        runs.clear();
        sorted = false;
    }

    /** How many keys there are. */
    public long size() {
        return size;
    }

    /** Begins to read all keys, the least first. Adding to them ends what can be read. */
    public Cursor ascending() {
        if (!sorted) {
            Arrays.sort(keys, 0, filled);
            sorted = true;
        }
        return runs.isEmpty() ? new MemoryCursor(keys, filled) : new MergeCursor();
    }

    /** Reads keys in ascending order. */
    public abstract static class Cursor {

        /** The key that {@link #key} gives. */
        long current;

        /** Goes to the next key; false after the last. */
        public abstract boolean next();

        /** The key that was gone to. */
        public final long key() {
            return current;
        }
    }

    private static final class MemoryCursor extends Cursor {

        private final long[] keys;
        private final int count;
        private int at;

        MemoryCursor(long[] keys, int count) {
            this.keys = keys;
            this.count = count;
        }

        @Override
        public boolean next() {
            if (at == count) {
                return false;
            }
            current = keys[at++];
            return true;
        }
    }

    private final class RunCursor extends Cursor {

        private final KeyStore.Run run;
        private final long[] ahead = new long[READ_AHEAD];
        private long fetched;
        private int count;
        private int at;

        RunCursor(KeyStore.Run run) {
            this.run = run;
        }

        @Override
        public boolean next() {
            if (at == count) {
                count = (int) Math.min(READ_AHEAD, run.keys() - fetched);
                if (count == 0) {
                    return false;
                }
                store.read(run, fetched, ahead, count);
                fetched += count;
                at = 0;
            }
            current = ahead[at++];
            return true;
        }
    }

    private final class MergeCursor extends Cursor {

        private final PriorityQueue<Cursor> sources = new PriorityQueue<>(Comparator.comparingLong(Cursor::key));

        MergeCursor() {
            runs.forEach(run -> offer(new RunCursor(run)));
            offer(new MemoryCursor(keys, filled));
        }

        private void offer(Cursor source) {
            if (source.next()) {
                sources.add(source);
            }
        }

        @Override
        public boolean next() {
            Cursor least = sources.poll();
            if (least == null) {
                return false;
            }
            current = least.key();
            offer(least);
            return true;
        }
    }
}
