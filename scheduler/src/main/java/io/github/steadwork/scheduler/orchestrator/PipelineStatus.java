package io.github.steadwork.scheduler.orchestrator;

/** Where a pipeline stands. {@link #canBecome} holds all legal moves. */
public enum PipelineStatus {
    /** Has never been due. */
    NOT_STARTED,
    /** Due, or to be tried again soon; waits for its turn. */
    PENDING,
    /** Has the turn. */
    RUNNING,
    /** Its last run is done, or was stopped for good; due again after its interval. */
    FINISHED,
    /** Its last run has failed. */
    FAILED,
    /** Taken out by somebody. */
    PAUSED;

    /** Whether this move is legal. */
    public boolean canBecome(PipelineStatus next) {
        return switch (this) {
            case NOT_STARTED, FINISHED, FAILED -> next == PENDING || next == PAUSED; // due or retried | paused
            case PENDING -> next == RUNNING || next == PAUSED; // its turn | paused
            case RUNNING ->
                next == FINISHED || next == FAILED || next == PENDING; // done | failed | stopped or recovered
            case PAUSED -> next == PENDING || next == FINISHED; // unpaused | unpaused while another one runs
        };
    }
}
