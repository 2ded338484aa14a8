package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a value is one of a list: null if it is null, or if it is none of them and one of them is null. */
final class Membership {

    private Membership() {}

    static Evaluator of(Typed operand, List<Typed> choices) {
        boolean texts = operand.is(ColumnType.STRING)
                && choices.stream().allMatch(c -> c.evaluator() instanceof Binder.Constant);
        return texts ? texts(operand.evaluator(), choices) : any(operand.evaluator(), choices);
    }

    private static Evaluator texts(Evaluator operand, List<Typed> choices) {
        Set<Object> set = new HashSet<>();
        boolean holdsNull = false;
        for (Typed choice : choices) {
            Object value = ((Binder.Constant) choice.evaluator()).value();
            holdsNull |= value == null;
            if (value != null) {
                set.add(value);
            }
        }
        Boolean otherwise = holdsNull ? null : Boolean.FALSE;
        return row -> {
            Object value = operand.evaluate(row);
            if (value == null) {
                return null;
            }
            return set.contains(value) ? (Object) true : otherwise;
        };
    }

    private static Evaluator any(Evaluator operand, List<Typed> choices) {
        Evaluator[] evaluators = choices.stream().map(Typed::evaluator).toArray(Evaluator[]::new);
        return row -> {
            Object value = operand.evaluate(row);
            return value == null ? null : find(value, evaluators, row);
        };
    }

    private static @Nullable Object find(Object value, Evaluator[] choices, Row row) {
        Object answer = false;
        for (Evaluator choice : choices) {
            Object other = choice.evaluate(row);
            if (other == null) {
                answer = null;
            } else if (Values.equal(value, other)) {
                return true;
            }
        }
        return answer;
    }
}
