package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.Map;

/** Values that stand in an expression's text. */
final class Literals {

    private static final Map<String, ColumnType> TIME_WORDS =
            Map.of("date", ColumnType.DATE, "instant", ColumnType.INSTANT, "datetime", ColumnType.LOCAL_DATE_TIME);

    private Literals() {}

    static Node.Literal of(Parser parser, Token token) {
        return switch (token.kind()) {
            case WHOLE -> whole(parser, token, false);
            case DECIMAL -> literal(parser, token, token.text(), ColumnType.DECIMAL);
            case REAL -> literal(parser, token, token.text(), ColumnType.DOUBLE);
            default -> new Node.Literal(token.text(), ColumnType.STRING, token.at());
        };
    }

    static Node.Literal whole(Parser parser, Token token, boolean negative) {
        return literal(parser, token, (negative ? "-" : "") + token.text(), ColumnType.LONG);
    }

    static boolean isTimeWord(String word) {
        return TIME_WORDS.containsKey(word);
    }

    static Node.Literal time(Parser parser, String word, Token token) {
        ColumnType type = TIME_WORDS.getOrDefault(word, ColumnType.DATE);
        return literal(parser, token, token.text(), type);
    }

    private static Node.Literal literal(Parser parser, Token token, String text, ColumnType type) {
        try {
            return new Node.Literal(Casts.parse(text, type), type, token.at());
        } catch (ValueException e) {
            throw parser.problem(token, String.valueOf(e.getMessage()));
        }
    }
}
