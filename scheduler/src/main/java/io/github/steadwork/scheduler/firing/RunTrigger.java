package io.github.steadwork.scheduler.firing;

/** What a run was started by. */
public enum RunTrigger {
    /** A fire time, in time. */
    SCHEDULE,
    /** A fire time that had been missed. */
    MISFIRE,
    /** Somebody, at once. */
    MANUAL,
    /** Somebody, for a fire time of the past. */
    BACKFILL
}
