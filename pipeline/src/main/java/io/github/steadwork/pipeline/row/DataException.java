package io.github.steadwork.pipeline.row;

import io.github.steadwork.retry.PermanentException;

/**
 * Data, or what is said about them, are wrong: another attempt would fail as well. The message names the file, the line
 * and the column where they are known, and what to do.
 */
public class DataException extends PermanentException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong, where, and what to do about it. */
    public DataException(String message) {
        super(message);
    }

    /** With what is wrong, where, and what to do about it, and the error behind it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
