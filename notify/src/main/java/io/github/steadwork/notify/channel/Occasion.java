package io.github.steadwork.notify.channel;

/** Why somebody is told. */
public enum Occasion {
    /** A job is SUCCEEDED, or a pipeline has finished. */
    SUCCESS,
    /** A job is FAILED, out of retries or not worth one; a pipeline has failed. */
    FAILURE,
    /** A run was called off. */
    CANCELLATION,
    /** What had failed before has succeeded, or an alert is over. */
    RECOVERY,
    /** A schedule has switched itself off. */
    DISABLED,
    /** Something is wrong beside the jobs: a schedule that cannot be fired, a circuit breaker that is open, pipelines that run where they must not. */
    ALARM,
    /** A rule of the monitor has seen something that somebody should look at. */
    ALERT
}
