package io.github.steadwork.job;

/** What happens when a job is enqueued and as many as its {@link Limit} allows are unfinished already. */
public enum WhenFull {
    /** It waits for its place. */
    WAIT,
    /** It is not stored; the enqueue says so. */
    DROP,
    /** It takes the place of those that have not started, which become CANCELLED; those that run go on. */
    REPLACE_QUEUED,
    /** As {@link #REPLACE_QUEUED}, and those that run are asked to end, the oldest first, until there is a place. */
    CANCEL_RUNNING
}
