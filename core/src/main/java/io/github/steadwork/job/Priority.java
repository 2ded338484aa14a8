package io.github.steadwork.job;

/** Which of the due jobs of a queue goes first. */
public enum Priority {
    /** Before all others. */
    URGENT,
    /** Before the usual. */
    HIGH,
    /** The usual. */
    NORMAL,
    /** When there is nothing else to do. */
    LOW
}
