package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.DataException;

/** An expression cannot be read, or does not fit the columns. The message shows the place and says what is expected. */
public final class ExpressionException extends DataException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 120;

    private final int position;

    ExpressionException(String text, int index, String problem) {
        super(problem + ", at character " + (index + 1) + " of: " + excerpt(text));
        this.position = index + 1;
    }

    private static String excerpt(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** The character at which the problem begins, from 1. */
    public int position() {
        return position;
    }
}
