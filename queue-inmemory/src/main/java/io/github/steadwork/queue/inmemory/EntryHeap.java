package io.github.steadwork.queue.inmemory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries by due time, then arrival. Each entry knows its index, so that one from the middle can be taken out in logarithmic
 * time; {@link java.util.PriorityQueue} would have to search for it.
 */
final class EntryHeap implements Place {

    private final List<Entry> tree = new ArrayList<>();

    @Nullable
    Entry first() {
        return tree.isEmpty() ? null : tree.get(0);
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    void add(Entry entry) {
        entry.place = this;
        tree.add(entry);
        rise(tree.size() - 1, entry);
    }

    @Override
    public void remove(Entry entry) {
        int hole = entry.heapIndex;
        Entry moved = tree.remove(tree.size() - 1);
        if (moved != entry) {
            sink(hole, moved);
            rise(moved.heapIndex, moved);
        }
        entry.place = null;
    }

    private void rise(int from, Entry entry) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (!entry.isBefore(tree.get(parent))) {
                break;
            }
            put(index, tree.get(parent));
            index = parent;
        }
        put(index, entry);
    }

    private void sink(int from, Entry entry) {
        int index = from;
        while (2 * index + 1 < tree.size()) {
            int child = earlierChild(index);
            if (!tree.get(child).isBefore(entry)) {
                break;
            }
            put(index, tree.get(child));
            index = child;
        }
        put(index, entry);
    }

    private int earlierChild(int index) {
        int left = 2 * index + 1;
        int right = left + 1;
        return right < tree.size() && tree.get(right).isBefore(tree.get(left)) ? right : left;
    }

    private void put(int index, Entry entry) {
        tree.set(index, entry);
        entry.heapIndex = index;
    }
}
