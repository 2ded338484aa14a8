package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ValueException;

/**
 * A text that may be looked at only so often: what stops a regular expression that tries ever more ways to match. Counted
 * in steps and not in time, so that the same value gives the same answer everywhere.
 */
public final class BoundedText implements CharSequence {

    private static final int FIXED_STEPS = 100_000;
    private static final int STEPS_PER_CHAR = 1_000;

    private final String text;
    private long steps;

    /** A view of this text. */
    public BoundedText(String text) {
        this.text = text;
        this.steps = FIXED_STEPS + (long) STEPS_PER_CHAR * text.length();
    }

    @Override
    public char charAt(int index) {
        if (--steps < 0) {
            throw new ValueException("the regular expression takes too many steps for " + Casts.quoted(text)
                    + "; write it without nested repetitions as (a+)+");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
