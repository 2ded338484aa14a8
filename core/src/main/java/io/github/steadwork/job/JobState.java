package io.github.steadwork.job;

/** Where a job stands. {@link #canBecome} holds all legal moves. */
public enum JobState {
    /** Waits for other jobs to end. */
    WAITING,
    /** To be run as soon as it is due: new, delayed, snoozed and retrying jobs alike. */
    QUEUED,
    /** Leased to a worker. */
    RUNNING,
    /** Done. Final. */
    SUCCEEDED,
    /** Out of retries, or not worth one: a dead letter, until it is redriven. */
    FAILED,
    /** Called off before it succeeded; can be redriven. */
    CANCELLED;

    /** Whether this move is legal. */
    public boolean canBecome(JobState next) {
        return switch (this) {
            // unblocked | a parent failed | cancelled
            case WAITING -> next == QUEUED || next == FAILED || next == CANCELLED;
            // claimed | unreadable or expired | cancelled
            case QUEUED -> next == RUNNING || next == FAILED || next == CANCELLED;
            // settled: retried, snoozed, released, reclaimed | with children | final
            case RUNNING -> next != RUNNING;
            // redriven | with parents that have not ended
            case FAILED, CANCELLED -> next == QUEUED || next == WAITING;
            case SUCCEEDED -> false;
        };
    }

    /** Whether the job has ended: only a redrive moves it again. */
    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED -> true;
            case WAITING, QUEUED, RUNNING -> false;
        };
    }
}
