package io.github.steadwork.retry;

/** Thrown by a job that knows that another attempt would fail as well: it fails at once, whatever its policy says. */
public class PermanentException extends RuntimeException implements ClassifiedError {

    private static final long serialVersionUID = 1L;

    /** With what is wrong and what to do about it. */
    public PermanentException(String message) {
        super(message);
    }

    /** With what is wrong and what to do about it, and the error behind it. */
    public PermanentException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public ErrorKind kind() {
        return ErrorKind.PERMANENT;
    }
}
