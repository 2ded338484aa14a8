package io.github.steadwork.codec;

import io.github.steadwork.retry.ClassifiedError;
import io.github.steadwork.retry.ErrorKind;

/** A value that cannot be written, or bytes that cannot be read. Permanent: trying again changes neither. */
public final class PayloadException extends RuntimeException implements ClassifiedError {

    private static final long serialVersionUID = 1L;

    /** With what could not be written or read. */
    public PayloadException(String message) {
        super(message);
    }

    /** With what could not be written or read, and why. */
    public PayloadException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public ErrorKind kind() {
        return ErrorKind.PERMANENT;
    }
}
