package io.github.steadwork.queue;

/** The backend could not do what it was asked: it cannot be reached, or refuses. Whether the verb has happened is unknown. */
public class JobQueueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what could not be done. */
    public JobQueueException(String message) {
        super(message);
    }

    /** With what could not be done, and why. */
    public JobQueueException(String message, Throwable cause) {
        super(message, cause);
    }
}
