package io.github.steadwork.jobs.analysis.numbers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many keys in the order in which they came, in memory or in the {@link KeyStore}. For one thread; add all, then read. */
public final class KeyLog {

    private static final int FIRST = 1 << 10;

    private final KeyStore store;
    private final List<KeyStore.Run> runs = new ArrayList<>();
    private long[] keys = new long[FIRST];
    private int filled;

    /** No keys yet. */
    public KeyLog(KeyStore store) {
        this.store = store;
    }

    /** Adds a key at the end. */
    public void add(long key) {
        if (filled == keys.length) {
            makeRoom();
        }
        keys[filled++] = key;
    }

    private void makeRoom() {
        if (keys.length < Integer.MAX_VALUE / 4 && store.tryReserve((long) keys.length * Long.BYTES)) {
            keys = Arrays.copyOf(keys, keys.length * 2);
        } else {
            runs.add(store.write(keys, filled));
            filled = 0;
        }
    }

    /** Begins to read all keys, the first one first. */
    public Reader read() {
        return new Reader();
    }

    /** Reads keys in their order. */
    public final class Reader {

        private int run;
        private long at;

        /** Reads so many keys, or fewer at the end; says how many. */
        public int read(long[] into) {
            int count = 0;
            while (count < into.length && run <= runs.size()) {
                boolean last = run == runs.size();
                long left = (last ? filled : runs.get(run).keys()) - at;
                int some = (int) Math.min(left, into.length - count);
                if (some == 0) {
                    run++;
                    at = 0;
                    continue;
                }
                copy(last, into, count, some);
                at += some;
                count += some;
            }
            return count;
        }

        private void copy(boolean last, long[] into, int to, int count) {
            if (last) {
                System.arraycopy(keys, (int) at, into, to, count);
                return;
            }
            long[] some = new long[count];
            store.read(runs.get(run), at, some, count);
            System.arraycopy(some, 0, into, to, count);
        }
    }
}
