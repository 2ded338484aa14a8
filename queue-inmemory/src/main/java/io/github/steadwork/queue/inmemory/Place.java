package io.github.steadwork.queue.inmemory;

/** Where an entry can stand. */
sealed interface Place permits EntryList, EntryHeap {

    /** Takes the entry out of here, at most in logarithmic time. */
    void remove(Entry entry);
}
