package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes white space from both ends of a text. White space is what {@link Character#isWhitespace(int)} says, and the
 * no-break spaces.
 *
 * @param columns their names; all text columns if the list is empty
 * @param collapse whether runs of white space within the text become one blank
 * @param blankToNull whether a text of which nothing is left becomes null
 */
public record TrimStep(List<String> columns, boolean collapse, boolean blankToNull) implements TransformStep {

    private static final Pattern RUN = Pattern.compile("[\\s\\p{Z}]+");

    /** Takes a missing list as an empty one. */
    public TrimStep {
        columns = Steps.orAll(columns);
    }

    /** The same, but runs of white space within the text become one blank. */
    public TrimStep collapsing() {
        return new TrimStep(columns, true, blankToNull);
    }

    /** The same, but a text of which nothing is left becomes null. */
    public TrimStep blankToNulls() {
        return new TrimStep(columns, collapse, true);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        for (String column : plan.textColumns("trim", columns)) {
            if (blankToNull) {
                plan.layout().put(Column.of(column, ColumnType.STRING));
            }
            plan.change("trim", column, value -> {
                String text = trimmed((String) value);
                return blankToNull && text.isEmpty() ? null : text;
            });
        }
    }

    private String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        String trimmed = text.substring(start, end);
        return collapse && hasRun(trimmed) ? RUN.matcher(trimmed).replaceAll(" ") : trimmed;
    }

    private static boolean hasRun(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c) && (c != ' ' || text.charAt(i + 1) == ' ' || isSpace(text.charAt(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpace(char c) {
        return c <= ' '
                ? Character.isWhitespace(c)
                : c > '\u007f' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
