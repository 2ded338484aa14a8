package io.github.steadwork.queue.inmemory;

import org.jspecify.annotations.Nullable;

/** Entries in the order in which they were appended, linked through themselves: each act takes constant time. */
final class EntryList implements Place {

    private @Nullable Entry first;
    private @Nullable Entry last;
    private int size;

    @Nullable
    Entry first() {
        return first;
    }

    @Nullable
    Entry last() {
        return last;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void append(Entry entry) {
        entry.place = this;
        entry.previous = last;
        if (last == null) {
            first = entry;
        } else {
            last.next = entry;
        }
        last = entry;
        size++;
    }

    @Override
    public void remove(Entry entry) {
        Entry before = entry.previous;
        Entry after = entry.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        entry.previous = null;
        entry.next = null;
        entry.place = null;
        size--;
    }
}
