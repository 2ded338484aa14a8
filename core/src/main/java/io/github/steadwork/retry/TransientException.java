package io.github.steadwork.retry;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown by a job that expects another attempt to go better. */
public class TransientException extends RuntimeException implements ClassifiedError {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /** With what went wrong. */
    public TransientException(String message) {
        super(message);
        this.retryAfter = null;
    }

    /** With what went wrong and the error behind it. */
    public TransientException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /** With what went wrong and the least time to wait before the next attempt. */
    public TransientException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    @Override
    public ErrorKind kind() {
        return ErrorKind.TRANSIENT;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
