package io.github.steadwork.pipeline.http;

import io.github.steadwork.retry.ClassifiedError;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no good answer. The message says why and what to do, and holds neither a secret nor a query. */
public final class HttpFailure extends RuntimeException implements ClassifiedError {

    /** Why there is none. */
    public enum Reason {
        /** The server has had enough for now. */
        LIMITED,
        /** The server says that it is its own fault, or that it was too slow. */
        SERVER,
        /** The server cannot be reached, or its answer broke off. */
        NETWORK,
        /** It has failed so often that it is left alone for a while. */
        BROKEN,
        /** The server refuses the call. */
        REFUSED,
        /** The rules of this application refuse the call or the answer. */
        FORBIDDEN
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int status;
    private final @Nullable Duration retryAfter;

    HttpFailure(Reason reason, String message, int status, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static HttpFailure forbidden(String message) {
        return new HttpFailure(Reason.FORBIDDEN, message, 0, null, null);
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }

    /** The status that the server answered with; 0 if it gave none. */
    public int status() {
        return status;
    }

    @Override
    public ErrorKind kind() {
        return reason == Reason.REFUSED || reason == Reason.FORBIDDEN ? ErrorKind.PERMANENT : ErrorKind.TRANSIENT;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
