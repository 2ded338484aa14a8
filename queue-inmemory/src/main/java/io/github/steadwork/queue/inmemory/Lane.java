package io.github.steadwork.queue.inmemory;

import org.jspecify.annotations.Nullable;

/**
 * The due jobs of one queue, priority and type, in their order.
 *
 * <p>Nearly all arrive in order and are appended to a list. The few that do not (released, reclaimed, delayed ones) go to a
 * heap beside it, so that none costs more than logarithmic time however long the backlog is.
 */
final class Lane {

    final String type;

    /** Whether its jobs may have killed a worker; then each needs a free slot. */
    final boolean suspects;

    private final EntryList inOrder = new EntryList();
    private final EntryHeap others = new EntryHeap();

    Lane(String type, boolean suspects) {
        this.type = type;
        this.suspects = suspects;
    }

    void add(Entry entry) {
        Entry last = inOrder.last();
        if (last == null || last.isBefore(entry)) {
            inOrder.append(entry);
        } else {
            others.add(entry);
        }
    }

    /** The job that goes first; it is taken out by {@link Entry#leavePlace}. */
    @Nullable
    Entry first() {
        Entry regular = inOrder.first();
        Entry other = others.first();
        if (regular == null || other == null) {
            return regular == null ? other : regular;
        }
        return other.isBefore(regular) ? other : regular;
    }
}
