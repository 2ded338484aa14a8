package io.github.steadwork.jobs.processing.transform;

import java.util.List;
import java.util.Objects;

/**
 * Hides the middle of a text. A text that is no longer than the ends that may be seen is hidden as a whole. How long it was
 * can still be seen.
 *
 * @param columns one or more names of text columns
 * @param keepFirst how many code points can be seen at the beginning, 0 or more
 * @param keepLast how many can be seen at the end, 0 or more
 * @param with what stands for each code point that is hidden; an asterisk if not said
 */
public record MaskStep(List<String> columns, int keepFirst, int keepLast, String with) implements TransformStep {

    /** Refuses numbers below zero. */
    public MaskStep {
        columns = Steps.require(columns, "mask", "columns");
        with = Objects.requireNonNullElse(with, "*");
        if (keepFirst < 0 || keepLast < 0) {
            throw new IllegalArgumentException(
                    "mask: keepFirst is " + keepFirst + " and keepLast " + keepLast + ", allowed is 0 or more");
        }
    }

    /** The same with this in place of each code point that is hidden. */
    public MaskStep with(String sign) {
        return new MaskStep(columns, keepFirst, keepLast, sign);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        for (String column : plan.textColumns("mask", columns)) {
            plan.change("mask", column, text -> masked((String) text));
        }
    }

    private String masked(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= keepFirst + (long) keepLast) {
            return with.repeat(length);
        }
        String first = text.substring(0, text.offsetByCodePoints(0, keepFirst));
        String last = text.substring(text.offsetByCodePoints(text.length(), -keepLast));
        return first + with.repeat(length - keepFirst - keepLast) + last;
    }
}
