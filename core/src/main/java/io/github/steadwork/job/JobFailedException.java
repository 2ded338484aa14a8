package io.github.steadwork.job;

import org.jspecify.annotations.Nullable;

/** Thrown to whoever waits for a job that has ended without success. */
public final class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final JobId id;
    private final JobState state;

    /** With the job, the state that it ended in, and why. */
    public JobFailedException(JobId id, JobState state, String message, @Nullable Throwable cause) {
        super("job " + id + " is " + state + ": " + message, cause);
        this.id = id;
        this.state = state;
    }

    /** The job. */
    public JobId id() {
        return id;
    }

    /** The state that it ended in: FAILED or CANCELLED. */
    public JobState state() {
        return state;
    }
}
