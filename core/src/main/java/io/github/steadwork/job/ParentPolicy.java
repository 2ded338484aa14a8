package io.github.steadwork.job;

/** What becomes of a waiting job when a job that it waits for does not succeed. */
public enum ParentPolicy {
    /** It fails too. */
    FAIL,
    /** It is cancelled. */
    CANCEL,
    /** It runs anyway, when all have ended. */
    RUN
}
