package io.github.steadwork.jobs.processing.transform;

import java.util.List;
import java.util.Locale;

/**
 * Writes text in one case, by the rules of Unicode and of no particular language.
 *
 * @param columns their names; all text columns if the list is empty
 * @param style which case
 */
public record CaseStep(List<String> columns, Style style) implements TransformStep {

    /** Which case. */
    public enum Style {
        /** LIKE THIS. */
        UPPER,
        /** like this. */
        LOWER,
        /** Like This: each letter after one that is none, nor an apostrophe, is a capital. */
        TITLE
    }

    /** Takes a missing list as an empty one. */
    public CaseStep {
        columns = Steps.orAll(columns);
        Steps.require(style, "case", "style");
    }

    @Override
    public void addTo(PlanBuilder plan) {
        for (String column : plan.textColumns("case", columns)) {
            plan.change("case", column, value -> write((String) value));
        }
    }

    private String write(String text) {
        return switch (style) {
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case TITLE -> title(text);
        };
    }

    private static String title(String text) {
        StringBuilder title = new StringBuilder(text.length());
        boolean within = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            title.appendCodePoint(within ? Character.toLowerCase(c) : Character.toTitleCase(c));
            within = Character.isLetterOrDigit(c) || (within && (c == '\'' || c == '\u2019'));
            i += Character.charCount(c);
        }
        return title.toString();
    }
}
