package io.github.steadwork.engine;

/** A job has not ended within the time that somebody wanted to wait. */
public final class JobTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With which job, and how long. */
    public JobTimeoutException(String message) {
        super(message);
    }
}
