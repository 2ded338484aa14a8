package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.run.BoundedText;
import io.github.steadwork.pipeline.row.Casts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The whole text matches a regular expression. A value that is no text is matched as it is written; one for which the
 * expression takes too many steps breaks the rule.
 *
 * @param columns one or more names
 * @param regex the regular expression ({@link Pattern})
 * @param severity ERROR if not said
 */
public record PatternRule(List<String> columns, String regex, Severity severity) implements ValidationRule {

    /** Refuses an expression that cannot be read. */
    public PatternRule {
        columns = Rules.columns(columns, "pattern");
        severity = Rules.severity(severity);
        if (regex == null || regex.isEmpty()) {
            throw new IllegalArgumentException("pattern: regex is empty, allowed is a regular expression");
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern: regex is '" + regex + "', which is no regular expression: " + e.getDescription()
                            + " near character " + (e.getIndex() + 1),
                    e);
        }
    }

    @Override
    public PatternRule warning() {
        return new PatternRule(columns, regex, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        Pattern pattern = Pattern.compile(regex);
        for (String column : columns) {
            plan.addAccuracy("pattern", column, severity, value -> {
                String text = String.valueOf(Casts.text(value));
                boolean matches = pattern.matcher(new BoundedText(text)).matches();
                return matches ? null : Casts.quoted(text) + " does not match " + regex;
            });
        }
    }
}
