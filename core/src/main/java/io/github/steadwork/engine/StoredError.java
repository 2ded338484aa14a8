package io.github.steadwork.engine;

import io.github.steadwork.queue.ErrorInfo;

/** An error that was not thrown by the user's code, as a timeout, in the form that hooks expect. */
final class StoredError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoredError(ErrorInfo error) {
        super(error.toString());
    }
}
