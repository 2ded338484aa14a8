package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.util.Objects;

/**
 * What a function in Java says of the row. The rule only names the function; the job must have been given it. A BOOLEAN
 * function says whether the row is right, a STRING function what is wrong with it; null is right. Whatever it throws breaks
 * the rule.
 *
 * @param function its name, which is also the name of the rule
 * @param severity ERROR if not said
 */
public record CustomRule(String function, Severity severity) implements ValidationRule {

    /** Refuses a blank name. */
    public CustomRule {
        severity = Rules.severity(severity);
        if (function == null || function.isBlank()) {
            throw new IllegalArgumentException("custom: function is blank, allowed is the name of a function");
        }
    }

    @Override
    public CustomRule warning() {
        return new CustomRule(function, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        Extensions.Function body = plan.setting().extensions().function(function);
        if (body.type() != ColumnType.BOOLEAN && body.type() != ColumnType.STRING) {
            throw new DataException("the function '" + function + "' gives " + body.type()
                    + ", but of a rule it gives a BOOLEAN, whether the row is right, or a STRING, what is wrong");
        }
        plan.addAccuracy(function, severity, value -> {
            Object answer = body.call((Row) Objects.requireNonNull(value));
            if (answer == null || Boolean.TRUE.equals(answer)) {
                return null;
            }
            return answer instanceof String wrong ? wrong : Casts.quoted(function) + " does not hold";
        });
    }
}
