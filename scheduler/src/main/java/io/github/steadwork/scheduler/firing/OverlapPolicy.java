package io.github.steadwork.scheduler.firing;

/** What becomes of a fire time while an earlier run of the same schedule has not ended. */
public enum OverlapPolicy {
    /** They run beside each other. */
    ALLOW,
    /** It is passed over. */
    SKIP,
    /** It runs when the earlier one has ended, however it ends; if one waits like that already, it is passed over. */
    QUEUE_ONE,
    /** The earlier one is cancelled, and this one runs when that has ended. */
    CANCEL_RUNNING
}
