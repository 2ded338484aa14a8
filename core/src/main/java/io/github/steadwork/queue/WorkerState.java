package io.github.steadwork.queue;

/** How a worker is. */
public enum WorkerState {
    /** Works, with slots to spare. */
    ONLINE,
    /** Works, with all slots taken. */
    BUSY,
    /** Finishes what it has and claims nothing. */
    MAINTENANCE,
    /** Entered, but not heard of for longer than the lease time; it is struck out soon. */
    OFFLINE,
    /** There, but in trouble: a resource is past its threshold, and it claims nothing. */
    ERROR;

    /** Whether it is there and claims jobs. */
    public boolean works() {
        return this == ONLINE || this == BUSY;
    }
}
