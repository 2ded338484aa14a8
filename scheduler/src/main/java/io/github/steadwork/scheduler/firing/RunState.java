package io.github.steadwork.scheduler.firing;

import io.github.steadwork.job.JobState;

/** What became of a run. */
public enum RunState {
    /** Its job has not ended, as far as is known. */
    OPEN,
    /** Its job has succeeded. */
    SUCCEEDED,
    /** Its job has failed, after all retries. */
    FAILED,
    /** Its job was cancelled. */
    CANCELLED,
    /** Its job is not stored, or no more, so how it ended is not known: it was purged, or a limit has refused it. */
    UNKNOWN;

    static RunState of(JobState state) {
        return switch (state) {
            case WAITING, QUEUED, RUNNING -> OPEN;
            case SUCCEEDED -> SUCCEEDED;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
        };
    }
}
