package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/**
 * Numbers in a pattern and in a locale's signs. Stricter than {@link DecimalFormat}: the whole text must be a number, and
 * grouping signs must stand where the locale puts them, or be left out altogether.
 */
final class NumberPattern {

    private final DecimalFormat format;
    private final char grouping;
    private final char decimal;

    private NumberPattern(DecimalFormat format) {
        this.format = format;
        this.grouping = format.getDecimalFormatSymbols().getGroupingSeparator();
        this.decimal = format.getDecimalFormatSymbols().getDecimalSeparator();
    }

    /** In this pattern; in the locale's own if it is blank. */
    static NumberPattern of(String pattern, Locale locale) {
        try {
            DecimalFormat format = pattern.isEmpty()
                    ? (DecimalFormat) NumberFormat.getNumberInstance(locale)
                    : new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(locale));
            format.setParseBigDecimal(true);
            format.setRoundingMode(RoundingMode.HALF_UP);
            return new NumberPattern(format);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "convert: pattern is '" + pattern + "', allowed is one as #,##0.00: " + e.getMessage(), e);
        }
    }

    BigDecimal parse(String text) {
        String normal = Character.isSpaceChar(grouping) ? unifyBlanks(text) : text;
        ParsePosition position = new ParsePosition(0);
        Number number = copy().parse(normal, position);
        if (!(number instanceof BigDecimal parsed) || position.getIndex() != text.length() || !isGrouped(normal)) {
            throw new ValueException(Casts.quoted(text) + " is not a number as " + copy().format(-1234567.89));
        }
        return parsed;
    }

    String write(Number number) {
        return copy().format(number);
    }

    /** A format is not safe for use by several threads. */
    private DecimalFormat copy() {
        return (DecimalFormat) format.clone();
    }

    /** Locales group by one of several blanks; people type another. */
    private String unifyBlanks(String text) {
        StringBuilder unified = new StringBuilder(text);
        for (int i = 1; i < text.length() - 1; i++) {
            boolean between = Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(i + 1));
            if (between && Character.isSpaceChar(text.charAt(i))) {
                unified.setCharAt(i, grouping);
            }
        }
        return unified.toString();
    }

    private boolean isGrouped(String text) {
        int first = text.indexOf(grouping);
        if (first < 0 || !format.isGroupingUsed()) {
            return true;
        }
        int point = text.indexOf(decimal);
        if (point >= 0 && text.lastIndexOf(grouping) > point) {
            return false;
        }
        return groupsAreWhole(text, first);
    }

    /** After each grouping sign stands a group of the right size; before the first, no more digits than one. */
    private boolean groupsAreWhole(String text, int first) {
        int size = format.getGroupingSize();
        for (int sign = first; sign >= 0; sign = text.indexOf(grouping, sign + 1)) {
            if (digitsFrom(text, sign + 1) != size) {
                return false;
            }
        }
        int before = 0;
        while (before < first && Character.isDigit(text.charAt(first - 1 - before))) {
            before++;
        }
        return before >= 1 && before <= size;
    }

    private static int digitsFrom(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - start;
    }
}
