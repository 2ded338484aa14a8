package io.github.steadwork.pipeline.row;

/**
 * One value is not what it should be: a cast or an expression failed. Whoever reads rows catches it, adds file, line and
 * field, and rejects the row. It has no stack trace, for there may be one of it for every row.
 */
public final class ValueException extends DataException {

    private static final long serialVersionUID = 1L;

    /** With the value and what is allowed. */
    public ValueException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
