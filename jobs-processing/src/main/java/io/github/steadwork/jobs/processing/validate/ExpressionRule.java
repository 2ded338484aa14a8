package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.expression.BoundExpression;
import io.github.steadwork.pipeline.expression.Expression;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.util.List;
import java.util.Objects;

/**
 * A condition over the columns of a row holds. One that is null is not broken, as in SQL's CHECK; one that has no value, as
 * after a division by zero, is.
 *
 * @param name a short stable word for the rule, for counts and rejects
 * @param condition what has to hold
 * @param message what to tell where it does not; made of the condition if blank
 * @param severity ERROR if not said
 */
public record ExpressionRule(String name, Expression condition, String message, Severity severity)
        implements ValidationRule {

    /** Refuses a missing condition. */
    public ExpressionRule {
        name = name == null || name.isBlank() ? "expression" : name;
        message = Objects.requireNonNullElse(message, "");
        severity = Rules.severity(severity);
        if (condition == null) {
            throw new IllegalArgumentException("expression: condition is missing, allowed is one as cost >= repair");
        }
    }

    /** The same, with what to tell where it does not hold. */
    public ExpressionRule message(String text) {
        return new ExpressionRule(name, condition, text, severity);
    }

    @Override
    public ExpressionRule warning() {
        return new ExpressionRule(name, condition, message, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        BoundExpression bound = condition.bind(plan.schema());
        if (bound.type() != ColumnType.BOOLEAN) {
            throw new DataException("rule '" + name + "' needs a condition that is true or false, but this gives "
                    + bound.type() + ": " + condition);
        }
        String told = message.isBlank() ? "it does not hold that " + condition : message;
        plan.addConsistency(
                name,
                List.of(),
                severity,
                row -> Boolean.FALSE.equals(bound.evaluate((Row) Objects.requireNonNull(row))) ? told : null);
    }
}
