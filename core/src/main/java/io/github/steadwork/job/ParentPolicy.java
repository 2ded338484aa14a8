package io.github.steadwork.job;

/** What becomes of a waiting job when a job that it waits for does not succeed. */
public enum ParentPolicy {
    /** It fails too. */
    FAIL,
    /** It is cancelled. */
    CANCEL,
    /** It runs anyway, when all have ended. */
    RUN,
    /** It runs just because of that, when all have ended; if all have succeeded, it is cancelled. For what makes up for a failure. */
    RUN_IF_FAILED;

    /** Whether a job fails or is cancelled as soon as one of its parents does not succeed. */
    public boolean minds() {
        return this == FAIL || this == CANCEL;
    }
}
