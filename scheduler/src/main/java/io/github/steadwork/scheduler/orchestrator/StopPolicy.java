package io.github.steadwork.scheduler.orchestrator;

/** What becomes of a run that somebody stops. */
public enum StopPolicy {
    /** It is over: FINISHED, with the reason as its message. The next run, after the interval, begins from the start. */
    ABORT,
    /** It is interrupted: PENDING, and the next run begins from its checkpoint. It counts as a retry. */
    CHECKPOINT
}
