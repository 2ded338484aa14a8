package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function whose value is null if one of its arguments is.
 *
 * @param name in lower case
 * @param result the type of its values; null if it is that of the first argument
 * @param required how many of the arguments must be given
 * @param kinds what the arguments are
 * @param body computes the value from arguments that are not null
 */
record Function(String name, @Nullable ColumnType result, int required, List<Kind> kinds, Body body) {

    /** Computes a value. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object apply(Object[] arguments);
    }

    /** A function all of whose arguments must be given. */
    static Function of(String name, @Nullable ColumnType result, Body body, Kind... kinds) {
        return new Function(name, result, kinds.length, List.of(kinds), body);
    }

    /** A function whose last argument may be left out. */
    static Function optional(String name, @Nullable ColumnType result, Body body, Kind... kinds) {
        return new Function(name, result, kinds.length - 1, List.of(kinds), body);
    }

    Typed bind(Binder binder, Node.Call node) {
        int given = node.arguments().size();
        if (given < required || given > kinds.size()) {
            throw binder.problem(node.at(), name + " was given " + given + " arguments; it takes " + usage());
        }
        Evaluator[] arguments = new Evaluator[given];
        ColumnType type = result;
        for (int i = 0; i < given; i++) {
            Typed argument = argument(binder, node, i);
            arguments[i] = argument.evaluator();
            type = type == null ? argument.type() : type;
        }
        return new Typed(evaluator(arguments), type, node.at());
    }

    private Typed argument(Binder binder, Node.Call node, int index) {
        Kind kind = kinds.get(index);
        Node given = node.arguments().get(index);
        Typed argument = binder.bind(given);
        if (!kind.isPrepared()) {
            if (!kind.accepts(argument)) {
                throw wrong(binder, given, index, argument.shown());
            }
            return kind.coerce(argument);
        }
        if (argument.evaluator() instanceof Binder.Constant constant && constant.value() instanceof String text) {
            return Binder.constant(kind.prepare(text), null, given.at());
        }
        throw wrong(binder, given, index, argument.shown());
    }

    private ExpressionException wrong(Binder binder, Node given, int index, String found) {
        return binder.problem(
                given.at(),
                "argument " + (index + 1) + " of " + name + " is " + kinds.get(index).words + ", but found " + found
                        + "; it takes " + usage());
    }

    private String usage() {
        List<String> words = kinds.stream().map(kind -> kind.words).toList();
        String all = words.isEmpty() ? "none" : String.join(", ", words);
        return all + (required < words.size() ? " (the last may be left out)" : "");
    }

    private Evaluator evaluator(Evaluator[] evaluators) {
        Body compute = body;
        return row -> {
            Object[] arguments = new Object[evaluators.length];
            for (int i = 0; i < evaluators.length; i++) {
                Object argument = evaluators[i].evaluate(row);
                if (argument == null) {
                    return null;
                }
                arguments[i] = argument;
            }
            return compute.apply(arguments);
        };
    }
}
