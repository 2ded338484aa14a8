package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a parsed expression, and where it begins in the text, from 0. */
sealed interface Node {

    int at();

    /** A value that stands in the text; null has no type of its own. */
    record Literal(@Nullable Object value, @Nullable ColumnType type, int at) implements Node {}

    record ColumnName(String name, int at) implements Node {}

    record Parameter(String name, int at) implements Node {}

    record Negation(Node operand, int at) implements Node {}

    record Not(Node operand, int at) implements Node {}

    /** AND or OR. */
    record Logic(boolean and, Node left, Node right, int at) implements Node {}

    record Arithmetic(Operator operator, Node left, Node right, int at) implements Node {}

    record Comparison(Comparator comparator, Node left, Node right, int at) implements Node {}

    record Concatenation(Node left, Node right, int at) implements Node {}

    record IsNull(Node operand, int at) implements Node {}

    record In(Node operand, List<Node> choices, int at) implements Node {}

    record Like(Node operand, Node pattern, int at) implements Node {}

    /** Pairs of condition and value, and the value if none holds. */
    record Case(List<Node> conditions, List<Node> values, Node otherwise, int at) implements Node {}

    /** A cast; a lenient one gives null where it cannot be done. */
    record Cast(Node operand, ColumnType type, boolean lenient, int at) implements Node {}

    record Call(String function, List<Node> arguments, int at) implements Node {}

    /** What computes. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        REMAINDER("%");

        final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }
    }

    /** What compares. */
    enum Comparator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        final String symbol;

        Comparator(String symbol) {
            this.symbol = symbol;
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }
}
