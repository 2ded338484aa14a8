package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries by id: a hash table with linear probing, where a removal closes its gap (Knuth, volume 3, section 6.4, algorithm R).
 *
 * <p>Hashes stand beside the entries, so that a search looks at no entry but the right one. With a long backlog each look at
 * another, and a node for each as in {@link java.util.HashMap}, is a walk to far-off memory, dearer than all else that an
 * enqueue does.
 */
final class EntryIndex {

    private static final int FREE = 0;

    private int[] hashes = new int[1_024];
    private @Nullable Entry[] entries = new Entry[1_024];
    private int size;

    /** What an entry keeps, so that it need not be found out again; never {@link #FREE}. */
    static int hash(JobId id) {
        int hash = id.hashCode();
        return (hash ^ hash >>> 16) | 1 << 31;
    }

    @Nullable
    Entry get(JobId id) {
        int hash = hash(id);
        for (int slot = home(hash); hashes[slot] != FREE; slot = after(slot)) {
            Entry entry = entries[slot];
            if (hashes[slot] == hash && entry != null && entry.id.equals(id)) {
                return entry;
            }
        }
        return null;
    }

    /** Takes in an entry whose id is not taken. */
    void add(Entry entry) {
        if (2 * ++size > entries.length) {
            grow();
        }
        put(entry.hash, entry);
    }

    private void put(int hash, Entry entry) {
        int slot = home(hash);
        while (hashes[slot] != FREE) {
            slot = after(slot);
        }
        hashes[slot] = hash;
        entries[slot] = entry;
    }

    void remove(Entry entry) {
        int gap = home(entry.hash);
        while (entries[gap] != entry) {
            if (hashes[gap] == FREE) {
                return;
            }
            gap = after(gap);
        }
        for (int slot = after(gap); hashes[slot] != FREE; slot = after(slot)) {
            if (distance(home(hashes[slot]), slot) >= distance(gap, slot)) {
                hashes[gap] = hashes[slot];
                entries[gap] = entries[slot];
                gap = slot;
            }
        }
        hashes[gap] = FREE;
        entries[gap] = null;
        size--;
    }

    List<Entry> all() {
        List<Entry> all = new ArrayList<>(size);
        for (Entry entry : entries) {
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    private void grow() {
        @Nullable Entry[] old = entries;
        hashes = new int[2 * old.length];
        entries = new Entry[2 * old.length];
        for (Entry entry : old) {
            if (entry != null) {
                put(entry.hash, entry);
            }
        }
    }

    private int home(int hash) {
        return hash & (hashes.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (hashes.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (hashes.length - 1);
    }
}
