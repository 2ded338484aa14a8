package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import io.github.steadwork.pipeline.row.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns the parts of an expression into evaluators: finds columns and functions, and checks types, once. */
final class Binder {

    private final String text;
    private final Schema schema;
    private final Map<String, ?> parameters;

    Binder(String text, Schema schema, Map<String, ?> parameters) {
        this.text = text;
        this.schema = schema;
        this.parameters = parameters;
    }

    Typed bind(Node node) {
        if (node instanceof Node.Literal literal) {
            return constant(literal.value(), literal.type(), literal.at());
        }
        if (node instanceof Node.ColumnName column) {
            return column(column);
        }
        if (node instanceof Node.Parameter parameter) {
            return parameter(parameter);
        }
        if (node instanceof Node.Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        }
        if (node instanceof Node.Comparison comparison) {
            return comparison(comparison);
        }
        if (node instanceof Node.Logic logic) {
            return logic(logic);
        }
        if (node instanceof Node.Call call) {
            return Functions.bind(this, call);
        }
        return bindOther(node);
    }

    private Typed bindOther(Node node) {
        if (node instanceof Node.Not not) {
            return not(not);
        }
        if (node instanceof Node.Negation negation) {
            return arithmetic(new Node.Arithmetic(
                    Node.Operator.SUBTRACT,
                    new Node.Literal(0L, ColumnType.LONG, negation.at()),
                    negation.operand(),
                    negation.at()));
        }
        if (node instanceof Node.Concatenation concatenation) {
            return concatenation(concatenation);
        }
        if (node instanceof Node.IsNull isNull) {
            Evaluator operand = bind(isNull.operand()).evaluator();
            return new Typed(row -> operand.evaluate(row) == null, ColumnType.BOOLEAN, isNull.at());
        }
        if (node instanceof Node.In in) {
            return in(in);
        }
        if (node instanceof Node.Like like) {
            return like(like);
        }
        if (node instanceof Node.Cast cast) {
            return cast(cast);
        }
        return caseOf((Node.Case) node);
    }

    static Typed constant(@Nullable Object value, @Nullable ColumnType type, int at) {
        return new Typed(new Constant(value), type, at);
    }

    /** A value that is the same for every row. */
    record Constant(@Nullable Object value) implements Evaluator {
        @Override
        public @Nullable Object evaluate(Row row) {
            return value;
        }
    }

    private Typed column(Node.ColumnName node) {
        OptionalInt found = schema.find(node.name());
        if (found.isEmpty()) {
            String hint = NameHint.of(node.name(), schema.names());
            throw problem(node.at(), "there is no column '" + node.name() + "'; " + hint);
        }
        int index = found.getAsInt();
        return new Typed(row -> row.get(index), schema.column(index).type(), node.at());
    }

    private Typed parameter(Node.Parameter node) {
        Object value = parameters.get(node.name());
        if (value == null && !parameters.containsKey(node.name())) {
            String hint = NameHint.of(node.name(), parameters.keySet());
            throw problem(node.at(), "there is no parameter ':" + node.name() + "'; " + hint);
        }
        if (value == null) {
            return constant(null, null, node.at());
        }
        ColumnType type = ColumnType.of(value)
                .orElseThrow(() -> problem(
                        node.at(),
                        "the parameter ':" + node.name() + "' is a "
                                + value.getClass().getSimpleName()
                                + "; allowed are the classes that ColumnType names"));
        return constant(value, type, node.at());
    }

    private Typed arithmetic(Node.Arithmetic node) {
        Typed left = bind(node.left());
        Typed right = bind(node.right());
        boolean numbers = isNumber(left) && isNumber(right);
        if (!numbers) {
            boolean times = (left.type() != null && left.type().isTemporal())
                    || (right.type() != null && right.type().isTemporal());
            throw problem(
                    node.at(),
                    "'" + node.operator().symbol + "' takes numbers, but found " + left.shown() + " and "
                            + right.shown()
                            + (times
                                    ? "; for times there are add_days, days_between, ..."
                                    : "; use cast, or || for text"));
        }
        return ArithmeticEvaluators.of(node.operator(), left, right, node.at());
    }

    private static boolean isNumber(Typed typed) {
        return typed.type() == null || typed.type().isNumeric();
    }

    private Typed comparison(Node.Comparison node) {
        Typed left = bind(node.left());
        Typed right = bind(node.right());
        requireComparable(left, right, node.at());
        Evaluator a = aligned(left, right).evaluator();
        Evaluator b = aligned(right, left).evaluator();
        Node.Comparator comparator = node.comparator();
        return new Typed(
                row -> {
                    Object x = a.evaluate(row);
                    Object y = x == null ? null : b.evaluate(row);
                    return (x == null || y == null) ? null : comparator.holds(Values.compare(x, y));
                },
                ColumnType.BOOLEAN,
                node.at());
    }

    /** Numbers of different types are compared by value; only a day must become a time to be compared with one. */
    static Typed aligned(Typed typed, Typed other) {
        boolean numeric = typed.type() != null && typed.type().isNumeric();
        return numeric ? typed : typed.as(Typed.common(typed.type(), other.type()));
    }

    void requireComparable(Typed left, Typed right, int at) {
        if (!Typed.compatible(left.type(), right.type())) {
            boolean literal = left.is(ColumnType.STRING) || right.is(ColumnType.STRING);
            throw problem(
                    at,
                    left.shown() + " and " + right.shown() + " cannot be compared; cast one of them"
                            + (literal ? ", as cast(x as long) or date '2026-01-31'" : ""));
        }
    }

    private Typed logic(Node.Logic node) {
        Evaluator left = condition(node.left(), node.and() ? "AND" : "OR");
        Evaluator right = condition(node.right(), node.and() ? "AND" : "OR");
        Boolean decisive = !node.and();
        return new Typed(
                row -> {
                    Object a = left.evaluate(row);
                    if (decisive.equals(a)) {
                        return a;
                    }
                    Object b = right.evaluate(row);
                    return (decisive.equals(b) || a != null) ? b : null;
                },
                ColumnType.BOOLEAN,
                node.at());
    }

    private Typed not(Node.Not node) {
        Evaluator operand = condition(node.operand(), "NOT");
        return new Typed(
                row -> {
                    Object value = operand.evaluate(row);
                    return value == null ? null : Boolean.FALSE.equals(value);
                },
                ColumnType.BOOLEAN,
                node.at());
    }

    Evaluator condition(Node node, String taker) {
        Typed typed = bind(node);
        if (!typed.is(ColumnType.BOOLEAN)) {
            throw problem(node.at(), taker + " takes BOOLEAN, but found " + typed.shown());
        }
        return typed.evaluator();
    }

    private Typed concatenation(Node.Concatenation node) {
        Evaluator left = bind(node.left()).as(ColumnType.STRING).evaluator();
        Evaluator right = bind(node.right()).as(ColumnType.STRING).evaluator();
        return new Typed(
                row -> {
                    Object a = left.evaluate(row);
                    Object b = a == null ? null : right.evaluate(row);
                    return (a == null || b == null) ? null : ((String) a).concat((String) b);
                },
                ColumnType.STRING,
                node.at());
    }

    private Typed in(Node.In node) {
        if (node.choices().isEmpty()) {
            throw problem(node.at(), "IN takes at least one value");
        }
        Typed operand = bind(node.operand());
        List<Typed> choices = new ArrayList<>();
        for (Node choice : node.choices()) {
            Typed typed = bind(choice);
            requireComparable(operand, typed, choice.at());
            choices.add(aligned(typed, operand));
        }
        return new Typed(Membership.of(operand, choices), ColumnType.BOOLEAN, node.at());
    }

    private Typed like(Node.Like node) {
        Typed operand = bind(node.operand());
        Typed pattern = bind(node.pattern());
        if (!operand.is(ColumnType.STRING)) {
            throw problem(node.at(), "LIKE takes STRING, but found " + operand.shown());
        }
        if (!(pattern.evaluator() instanceof Constant constant && constant.value() instanceof String like)) {
            throw problem(node.pattern().at(), "the pattern of LIKE must be a text in single quotes");
        }
        Evaluator inner = operand.evaluator();
        LikePattern compiled = new LikePattern(like);
        return new Typed(
                row -> {
                    Object value = inner.evaluate(row);
                    return value == null ? null : compiled.matches((String) value);
                },
                ColumnType.BOOLEAN,
                node.at());
    }

    private Typed cast(Node.Cast node) {
        Typed operand = bind(node.operand());
        Evaluator inner = operand.evaluator();
        ColumnType type = node.type();
        if (!node.lenient()) {
            return new Typed(row -> Casts.cast(inner.evaluate(row), type), type, node.at());
        }
        return new Typed(
                row -> {
                    Object value = inner.evaluate(row);
                    try {
                        return Casts.cast(value, type);
                    } catch (ValueException e) {
                        return null;
                    }
                },
                type,
                node.at());
    }

    private Typed caseOf(Node.Case node) {
        List<Node> all = new ArrayList<>(node.values());
        all.add(node.otherwise());
        List<Typed> values = unified(all, "the values of CASE");
        Evaluator[] conditions = node.conditions().stream()
                .map(condition -> condition(condition, "WHEN"))
                .toArray(Evaluator[]::new);
        return choice(conditions, values, node.at());
    }

    /** The value that belongs to the first condition that holds, or else the last value. */
    static Typed choice(Evaluator[] conditions, List<Typed> values, int at) {
        Evaluator[] evaluators = values.stream().map(Typed::evaluator).toArray(Evaluator[]::new);
        return new Typed(
                row -> {
                    int i = 0;
                    while (i < conditions.length && !Boolean.TRUE.equals(conditions[i].evaluate(row))) {
                        i++;
                    }
                    return evaluators[i].evaluate(row);
                },
                values.get(0).type(),
                at);
    }

    /** These nodes, all cast to the one type that can hold each of them. */
    List<Typed> unified(List<Node> nodes, String what) {
        List<Typed> bound = nodes.stream().map(this::bind).toList();
        ColumnType common = null;
        for (Typed typed : bound) {
            if (!Typed.compatible(common, typed.type())) {
                throw problem(typed.at(), what + " must be of one type, but found " + common + " and " + typed.shown());
            }
            common = Typed.common(common, typed.type());
        }
        ColumnType wanted = common;
        return bound.stream()
                .map(typed ->
                        typed.type() == null ? new Typed(typed.evaluator(), wanted, typed.at()) : typed.as(wanted))
                .toList();
    }

    ExpressionException problem(int at, String problem) {
        return new ExpressionException(text, at, problem);
    }
}
