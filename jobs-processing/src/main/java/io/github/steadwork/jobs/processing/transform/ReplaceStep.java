package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.jobs.processing.run.BoundedText;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Replaces parts of a text. A regular expression that takes too many steps for one value rejects its row.
 *
 * @param columns one or more names of text columns
 * @param find the text to look for, or the regular expression ({@link Pattern})
 * @param replacement what stands there afterwards; for a regular expression, {@code $1} and {@code ${name}} stand for its
 *     groups; nothing if not said
 * @param regex whether {@code find} is a regular expression
 */
public record ReplaceStep(List<String> columns, String find, String replacement, boolean regex)
        implements TransformStep {

    /** Refuses an expression that cannot be read, and to look for nothing. */
    public ReplaceStep {
        columns = Steps.require(columns, "replace", "columns");
        replacement = Objects.requireNonNullElse(replacement, "");
        if (find == null || find.isEmpty()) {
            throw new IllegalArgumentException("replace: find is empty, allowed is a text to look for");
        }
        if (regex) {
            check(find, replacement);
        }
    }

    private static void check(String find, String replacement) {
        try {
            // The alternative matches the empty text, so that the replacement is read as well.
            Matcher matcher = Pattern.compile("(?:" + find + ")|").matcher("");
            matcher.replaceAll(replacement);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "replace: find is '" + find + "', which is no regular expression: " + e.getDescription()
                            + " near character " + Math.max(1, e.getIndex() - 2),
                    e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "replace: replacement is '" + replacement + "': " + e.getMessage()
                            + "; $1 or ${name} stand for groups, write a dollar sign as \\$",
                    e);
        }
    }

    @Override
    public void addTo(PlanBuilder plan) {
        Pattern pattern = Pattern.compile(find, regex ? 0 : Pattern.LITERAL);
        for (String column : plan.textColumns("replace", columns)) {
            if (regex) {
                plan.change("replace", column, value -> replace(pattern, (String) value));
            } else {
                plan.change("replace", column, value -> ((String) value).replace(find, replacement));
            }
        }
    }

    private String replace(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(new BoundedText(text));
        return matcher.find() ? matcher.replaceAll(replacement) : text;
    }
}
