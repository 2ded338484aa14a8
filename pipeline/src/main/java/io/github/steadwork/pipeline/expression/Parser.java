package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.expression.Node.Comparator;
import io.github.steadwork.pipeline.expression.Node.Operator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an expression by recursive descent: each method is one level of binding, from the loosest to the tightest. */
final class Parser {

    static final int MAX_LENGTH = 10_000;

    private static final int MAX_NODES = 2_000;
    private static final int MAX_DEPTH = 100;

    private static final Map<String, Comparator> COMPARATORS = Map.of(
            "=", Comparator.EQUAL,
            "<>", Comparator.NOT_EQUAL,
            "!=", Comparator.NOT_EQUAL,
            "<", Comparator.LESS,
            "<=", Comparator.LESS_OR_EQUAL,
            ">", Comparator.GREATER,
            ">=", Comparator.GREATER_OR_EQUAL);

    final String text;
    private final List<Token> tokens;
    private final Set<String> columns = new LinkedHashSet<>();
    private int next;
    private int depth;
    private int nodes;

    private Parser(String text) {
        this.text = text;
        this.tokens = new Lexer(text).tokens();
    }

    /** What was parsed, and the columns that it names. */
    record Parsed(Node root, Set<String> columns) {}

    static Parsed parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionException(
                    text, MAX_LENGTH, "it has " + text.length() + " characters, allowed are " + MAX_LENGTH);
        }
        Parser parser = new Parser(text);
        Node root = parser.expression();
        parser.expectEnd();
        return new Parsed(root, parser.columns);
    }

    private void expectEnd() {
        Token token = peek();
        if (token.is("==")) {
            throw problem(token, "'==' is not known; equality is written '='");
        }
        if (token.kind() != Token.Kind.END) {
            throw problem(token, "an operator or the end is expected, but found " + token.shown());
        }
    }

    Node expression() {
        if (++depth > MAX_DEPTH) {
            throw problem(peek(), "it is nested more than " + MAX_DEPTH + " deep");
        }
        Node node = or();
        depth--;
        return node;
    }

    private Node or() {
        Node left = and();
        while (peek().isWord("or")) {
            int at = take().at();
            left = made(new Node.Logic(false, left, and(), at));
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (peek().isWord("and")) {
            int at = take().at();
            left = made(new Node.Logic(true, left, not(), at));
        }
        return left;
    }

    private Node not() {
        if (!peek().isWord("not")) {
            return comparison();
        }
        int at = take().at();
        if (++depth > MAX_DEPTH) {
            throw problem(peek(), "it is nested more than " + MAX_DEPTH + " deep");
        }
        Node node = made(new Node.Not(not(), at));
        depth--;
        return node;
    }

    private Node comparison() {
        Node left = concatenation();
        Token token = peek();
        Comparator comparator = token.kind() == Token.Kind.SYMBOL ? COMPARATORS.get(token.text()) : null;
        if (comparator != null) {
            take();
            return made(new Node.Comparison(comparator, left, concatenation(), token.at()));
        }
        if (token.isWord("is")) {
            return isNull(left);
        }
        boolean negated = token.isWord("not");
        if (negated) {
            take();
        }
        Node test = test(left);
        if (test == null) {
            if (negated) {
                throw problem(peek(), "IN, BETWEEN or LIKE is expected after NOT, but found " + peek().shown());
            }
            return left;
        }
        return negated ? made(new Node.Not(test, token.at())) : test;
    }

    private Node isNull(Node operand) {
        int at = take().at();
        boolean negated = takeIf("not");
        expectWord("null");
        Node test = made(new Node.IsNull(operand, at));
        return negated ? made(new Node.Not(test, at)) : test;
    }

    private @Nullable Node test(Node left) {
        int at = peek().at();
        if (takeIf("in")) {
            return made(new Node.In(left, list(), at));
        }
        if (takeIf("like")) {
            return made(new Node.Like(left, concatenation(), at));
        }
        if (takeIf("between")) {
            Node low = concatenation();
            expectWord("and");
            Node high = concatenation();
            return made(new Node.Logic(
                    true,
                    made(new Node.Comparison(Comparator.GREATER_OR_EQUAL, left, low, at)),
                    made(new Node.Comparison(Comparator.LESS_OR_EQUAL, left, high, at)),
                    at));
        }
        return null;
    }

    private Node concatenation() {
        Node left = sum();
        while (peek().is("||")) {
            int at = take().at();
            left = made(new Node.Concatenation(left, sum(), at));
        }
        return left;
    }

    private Node sum() {
        Node left = product();
        while (peek().is("+") || peek().is("-")) {
            Token token = take();
            Operator operator = token.is("+") ? Operator.ADD : Operator.SUBTRACT;
            left = made(new Node.Arithmetic(operator, left, product(), token.at()));
        }
        return left;
    }

    private Node product() {
        Node left = signed();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            Token token = take();
            Operator operator =
                    token.is("*") ? Operator.MULTIPLY : token.is("/") ? Operator.DIVIDE : Operator.REMAINDER;
            left = made(new Node.Arithmetic(operator, left, signed(), token.at()));
        }
        return left;
    }

    private Node signed() {
        boolean negative = false;
        int at = peek().at();
        while (peek().is("-") || peek().is("+")) {
            negative ^= take().is("-");
        }
        if (negative && peek().kind() == Token.Kind.WHOLE) {
            return made(Literals.whole(this, take(), true)); // so that the least LONG can be written
        }
        Node operand = new Primary(this).parse();
        return negative ? made(new Node.Negation(operand, at)) : operand;
    }

    /** Expressions in parentheses, with commas between them. */
    List<Node> list() {
        expect("(");
        List<Node> list = new ArrayList<>();
        if (!peek().is(")")) {
            list.add(expression());
            while (peek().is(",")) {
                take();
                list.add(expression());
            }
        }
        expect(")");
        return list;
    }

    <N extends Node> N made(N node) {
        if (++nodes > MAX_NODES) {
            throw new ExpressionException(text, node.at(), "it has more than " + MAX_NODES + " parts");
        }
        return node;
    }

    Node column(String name, int at) {
        columns.add(name);
        return made(new Node.ColumnName(name, at));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next += token.kind() == Token.Kind.END ? 0 : 1;
        return token;
    }

    boolean takeIf(String keyword) {
        boolean is = peek().isWord(keyword);
        if (is) {
            take();
        }
        return is;
    }

    void expect(String symbol) {
        if (!peek().is(symbol)) {
            throw problem(peek(), "'" + symbol + "' is expected, but found " + peek().shown());
        }
        take();
    }

    void expectWord(String keyword) {
        if (!takeIf(keyword)) {
            throw problem(peek(), keyword.toUpperCase(Locale.ROOT) + " is expected, but found " + peek().shown());
        }
    }

    ExpressionException problem(Token token, String problem) {
        return new ExpressionException(text, token.at(), problem);
    }
}
