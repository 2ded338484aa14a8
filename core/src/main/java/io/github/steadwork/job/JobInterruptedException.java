package io.github.steadwork.job;

/** The attempt is wanted no longer: cancelled, timed out, shutting down, or not ours any more. */
public final class JobInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public JobInterruptedException(String message) {
        super(message);
    }
}
