package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. */
final class Lexer {

    private static final List<String> SYMBOLS =
            List.of("||", "<>", "!=", "<=", ">=", "==", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Lexer(String text) {
        this.text = text;
    }

    List<Token> tokens() {
        while (skipBlanks()) {
            tokens.add(token());
        }
        tokens.add(new Token(Kind.END, "", text.length()));
        return tokens;
    }

    private boolean skipBlanks() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length();
    }

    private Token token() {
        char c = text.charAt(next);
        int at = next;
        if (c == '\'' || c == '"') {
            return new Token(c == '"' ? Kind.QUOTED_NAME : Kind.TEXT, quoted(c), at);
        }
        if (isDigit(next) || (c == '.' && isDigit(next + 1))) {
            return number();
        }
        if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            return word(Kind.WORD, next);
        }
        if (c == ':' && next + 1 < text.length() && Character.isUnicodeIdentifierStart(text.charAt(next + 1))) {
            next++;
            return word(Kind.PARAMETER, next - 1);
        }
        return symbol();
    }

    /** The text between quotes; two quotes stand for one. */
    private String quoted(char quote) {
        int at = next++;
        StringBuilder content = new StringBuilder();
        while (true) {
            int end = text.indexOf(quote, next);
            if (end < 0) {
                throw new ExpressionException(text, at, "a " + quote + " is never closed");
            }
            content.append(text, next, end);
            next = end + 1;
            if (next == text.length() || text.charAt(next) != quote) {
                return content.toString();
            }
            content.append(quote);
            next++;
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private Token number() {
        int at = next;
        Kind kind = Kind.WHOLE;
        skipDigits();
        if (next < text.length() && text.charAt(next) == '.') {
            kind = Kind.DECIMAL;
            next++;
            skipDigits();
        }
        if (next < text.length() && Character.toLowerCase(text.charAt(next)) == 'e') {
            kind = Kind.REAL;
            next++;
            next += next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '+') ? 1 : 0;
            skipDigits();
        }
        if (next < text.length() && Character.isUnicodeIdentifierPart(text.charAt(next))) {
            throw new ExpressionException(
                    text, at, "a number is followed by '" + text.charAt(next) + "'; put names in double quotes");
        }
        return new Token(kind, text.substring(at, next), at);
    }

    private void skipDigits() {
        while (isDigit(next)) {
            next++;
        }
    }

    private Token word(Kind kind, int at) {
        int start = next;
        while (next < text.length() && Character.isUnicodeIdentifierPart(text.charAt(next))) {
            next++;
        }
        return new Token(kind, text.substring(start, next), at);
    }

    private Token symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, next)) {
                next += symbol.length();
                return new Token(Kind.SYMBOL, symbol, next - symbol.length());
            }
        }
        throw new ExpressionException(
                text,
                next,
                "'" + text.charAt(next)
                        + "' means nothing here; put odd column names in double quotes, texts in single");
    }
}
