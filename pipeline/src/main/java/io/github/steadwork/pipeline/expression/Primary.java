package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tightest level of the language: literals, names, calls, casts, cases and parentheses. */
final class Primary {

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "not",
            "is",
            "in",
            "like",
            "between",
            "case",
            "when",
            "then",
            "else",
            "end",
            "cast",
            "try_cast");

    private final Parser parser;

    Primary(Parser parser) {
        this.parser = parser;
    }

    Node parse() {
        Token token = parser.peek();
        return switch (token.kind()) {
            case TEXT, WHOLE, DECIMAL, REAL -> parser.made(Literals.of(parser, parser.take()));
            case QUOTED_NAME -> parser.column(parser.take().text(), token.at());
            case PARAMETER -> parser.made(new Node.Parameter(parser.take().text(), token.at()));
            case WORD -> word(token);
            case SYMBOL, END -> symbol(token);
        };
    }

    private Node symbol(Token token) {
        if (!token.is("(")) {
            throw expected(token);
        }
        parser.take();
        Node node = parser.expression();
        parser.expect(")");
        return node;
    }

    private ExpressionException expected(Token token) {
        return parser.problem(token, "a value, a column or a function is expected, but found " + token.shown());
    }

    private Node word(Token token) {
        String word = token.text().toLowerCase(Locale.ROOT);
        if (word.equals("case")) {
            return caseOf();
        }
        if (word.equals("cast") || word.equals("try_cast")) {
            return cast(word.equals("try_cast"));
        }
        if (KEYWORDS.contains(word)) {
            throw expected(token);
        }
        if (parser.peekSecond().kind() == Token.Kind.TEXT && Literals.isTimeWord(word)) {
            parser.take();
            return parser.made(Literals.time(parser, word, parser.take()));
        }
        parser.take();
        if (parser.peek().is("(")) {
            return parser.made(new Node.Call(word, parser.list(), token.at()));
        }
        return switch (word) {
            case "true", "false" -> parser.made(new Node.Literal(word.equals("true"), ColumnType.BOOLEAN, token.at()));
            case "null" -> parser.made(new Node.Literal(null, null, token.at()));
            default -> parser.column(token.text(), token.at());
        };
    }

    private Node caseOf() {
        int at = parser.take().at();
        List<Node> conditions = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        do {
            parser.expectWord("when");
            conditions.add(parser.expression());
            parser.expectWord("then");
            values.add(parser.expression());
        } while (parser.peek().isWord("when"));
        Node otherwise = parser.takeIf("else") ? parser.expression() : new Node.Literal(null, null, at);
        parser.expectWord("end");
        return parser.made(new Node.Case(conditions, values, otherwise, at));
    }

    private Node cast(boolean lenient) {
        int at = parser.take().at();
        parser.expect("(");
        Node operand = parser.expression();
        parser.expectWord("as");
        ColumnType type = type(parser.take());
        parser.expect(")");
        return parser.made(new Node.Cast(operand, type, lenient, at));
    }

    private ColumnType type(Token token) {
        for (ColumnType type : ColumnType.values()) {
            if (token.isWord(type.name())) {
                return type;
            }
        }
        throw parser.problem(
                token,
                "a type is expected, but found " + token.shown() + "; known are "
                        + Arrays.toString(ColumnType.values()).toLowerCase(Locale.ROOT));
    }
}
