package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Values;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions that treat null or the types of their arguments in a way of their own. */
final class SpecialForms {

    static final Set<String> NAMES = Set.of("if", "coalesce", "nullif", "least", "greatest", "concat");

    private SpecialForms() {}

    static Typed bind(Binder binder, Node.Call node) {
        return switch (node.function()) {
            case "if" -> choice(binder, node);
            case "coalesce" -> coalesce(binder, node);
            case "nullif" -> nullIf(binder, node);
            case "concat" -> concat(binder, node);
            default -> extreme(binder, node, node.function().equals("least"));
        };
    }

    private static void require(Binder binder, Node.Call node, boolean fits, String usage) {
        if (!fits) {
            throw binder.problem(
                    node.at(),
                    node.function() + " was given " + node.arguments().size() + " arguments; it takes " + usage);
        }
    }

    private static Typed choice(Binder binder, Node.Call node) {
        require(binder, node, node.arguments().size() == 3, "a condition and two values, as if(a > 0, 'yes', 'no')");
        Evaluator condition = binder.condition(node.arguments().get(0), "if");
        List<Typed> values = binder.unified(node.arguments().subList(1, 3), "the values of if");
        return Binder.choice(new Evaluator[] {condition}, values, node.at());
    }

    private static Typed coalesce(Binder binder, Node.Call node) {
        require(binder, node, !node.arguments().isEmpty(), "one value or more, as coalesce(a, b, 0)");
        List<Typed> values = binder.unified(node.arguments(), "the values of coalesce");
        Evaluator[] evaluators = evaluators(values);
        return new Typed(row -> firstPresent(evaluators, row), values.get(0).type(), node.at());
    }

    private static @Nullable Object firstPresent(Evaluator[] evaluators, Row row) {
        Object value = null;
        for (int i = 0; i < evaluators.length && value == null; i++) {
            value = evaluators[i].evaluate(row);
        }
        return value;
    }

    private static Typed nullIf(Binder binder, Node.Call node) {
        require(binder, node, node.arguments().size() == 2, "two values, as nullif(a, 0)");
        Typed value = binder.bind(node.arguments().get(0));
        Typed unwanted = binder.bind(node.arguments().get(1));
        binder.requireComparable(value, unwanted, node.at());
        Evaluator a = Binder.aligned(value, unwanted).evaluator();
        Evaluator b = Binder.aligned(unwanted, value).evaluator();
        return new Typed(
                row -> {
                    Object x = a.evaluate(row);
                    return Values.equal(x, b.evaluate(row)) ? null : x;
                },
                Binder.aligned(value, unwanted).type(),
                node.at());
    }

    private static Typed concat(Binder binder, Node.Call node) {
        require(binder, node, !node.arguments().isEmpty(), "one value or more, as concat(a, ' ', b)");
        Evaluator[] evaluators = node.arguments().stream()
                .map(argument -> binder.bind(argument).as(ColumnType.STRING).evaluator())
                .toArray(Evaluator[]::new);
        return new Typed(
                row -> {
                    StringBuilder joined = new StringBuilder();
                    for (Evaluator evaluator : evaluators) {
                        Object part = evaluator.evaluate(row);
                        joined.append(part == null ? "" : part);
                    }
                    return joined.toString();
                },
                ColumnType.STRING,
                node.at());
    }

    private static Typed extreme(Binder binder, Node.Call node, boolean least) {
        require(binder, node, !node.arguments().isEmpty(), "one value or more, as " + node.function() + "(a, b)");
        List<Typed> values = binder.unified(node.arguments(), "the values of " + node.function());
        Evaluator[] evaluators = evaluators(values);
        return new Typed(row -> extreme(evaluators, row, least), values.get(0).type(), node.at());
    }

    private static @Nullable Object extreme(Evaluator[] evaluators, Row row, boolean least) {
        Object best = evaluators[0].evaluate(row);
        for (int i = 1; i < evaluators.length && best != null; i++) {
            Object other = evaluators[i].evaluate(row);
            boolean better = other == null || Values.compare(other, best) < 0 == least;
            best = better ? other : best;
        }
        return best;
    }

    private static Evaluator[] evaluators(List<Typed> values) {
        return values.stream().map(Typed::evaluator).toArray(Evaluator[]::new);
    }
}
