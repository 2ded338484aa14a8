package io.github.steadwork.queue;

/** How a worker is. */
public enum WorkerState {
    /** Works, with slots to spare. */
    ONLINE,
    /** Works, with all slots taken. */
    BUSY,
    /** Finishes what it has and claims nothing. */
    MAINTENANCE,
    /** Gone. */
    OFFLINE,
    /** There, but in trouble. */
    ERROR
}
