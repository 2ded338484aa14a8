package io.github.steadwork.retry;

import java.time.Duration;
import java.util.Optional;

/**
 * An error that knows its own kind. Exceptions implement it where the thrower knows best, as an HTTP client does that
 * has seen the status; it goes before every rule of {@link ErrorClassifier#standard()}.
 */
public interface ClassifiedError {

    /** The kind of this error. */
    ErrorKind kind();

    /**
     * How long the other side asked to be left alone, for instance by HTTP's {@code Retry-After}. A retry waits at
     * least that long, whatever the policy's own delay is. Empty by default.
     */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
