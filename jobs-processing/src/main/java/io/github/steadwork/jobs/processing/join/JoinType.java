package io.github.steadwork.jobs.processing.join;

/** Which rows a join gives, as in SQL. */
public enum JoinType {
    /** The pairs of rows with the same key. */
    INNER,
    /** The pairs, and the left rows without a partner. */
    LEFT,
    /** The pairs, and the right rows without a partner. */
    RIGHT,
    /** The pairs, and all rows without a partner. */
    FULL,
    /** The left rows that have a partner, each once, without its columns. */
    SEMI,
    /** The left rows that have no partner. */
    ANTI;

    boolean keepsLeft() {
        return this == LEFT || this == FULL || this == ANTI;
    }

    boolean keepsRight() {
        return this == RIGHT || this == FULL;
    }

    boolean pairs() {
        return this != SEMI && this != ANTI;
    }
}
