package io.github.steadwork.pipeline.expression;

/** A word of an expression: its text without quotes, and where it begins, from 0. */
record Token(Kind kind, String text, int at) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        WHOLE,
        DECIMAL,
        REAL,
        PARAMETER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** How it is named in a message. */
    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
