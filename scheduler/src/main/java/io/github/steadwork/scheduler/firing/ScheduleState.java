package io.github.steadwork.scheduler.firing;

/** Whether a schedule fires. */
public enum ScheduleState {
    /** It fires when it is due. */
    ACTIVE,
    /** Somebody has paused it, until it is resumed. */
    PAUSED,
    /** It has disabled itself after too many failures in a row, until it is resumed. */
    DISABLED
}
