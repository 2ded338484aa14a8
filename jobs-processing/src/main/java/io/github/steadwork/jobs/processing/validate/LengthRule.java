package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.row.Casts;
import java.util.List;

/**
 * Text has at least and at most so many code points. A value that is no text is measured as it is written.
 *
 * @param columns one or more names
 * @param min the least length, 0 or more
 * @param max the greatest length; 0 for none
 * @param severity ERROR if not said
 */
public record LengthRule(List<String> columns, int min, int max, Severity severity) implements ValidationRule {

    /** Refuses bounds that nothing can lie between. */
    public LengthRule {
        columns = Rules.columns(columns, "length");
        severity = Rules.severity(severity);
        if (min < 0) {
            throw new IllegalArgumentException("length: min is " + min + ", allowed is 0 or more");
        }
        if (max < 0 || (max > 0 && max < min)) {
            throw new IllegalArgumentException(
                    "length: max is " + max + ", allowed is " + min + " (min) or more, or 0 for no limit");
        }
    }

    @Override
    public LengthRule warning() {
        return new LengthRule(columns, min, max, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        for (String column : columns) {
            plan.addAccuracy("length", column, severity, value -> {
                String text = String.valueOf(Casts.text(value));
                int length = text.codePointCount(0, text.length());
                if (length < min) {
                    return "the length is " + length + ", allowed is " + min + " or more";
                }
                return max > 0 && length > max ? "the length is " + length + ", allowed is " + max + " or less" : null;
            });
        }
    }
}
