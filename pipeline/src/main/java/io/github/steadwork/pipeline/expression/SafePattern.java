package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that cannot run for ever: the engine of the JDK may take exponential time on a short text, so it is
 * given one that counts how often it is looked at, and ends the match past a limit.
 */
final class SafePattern {

    private static final int MAX_STEPS = 5_000_000;

    private final Pattern pattern;

    SafePattern(String regex) {
        try {
            this.pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new DataException("'" + regex + "' is not a regular expression: " + e.getDescription(), e);
        }
    }

    /** Whether it matches the whole text. */
    boolean matches(String text) {
        return run(text, Matcher::matches);
    }

    /** The first match, or its first group if there is one; null if nothing matches. */
    @Nullable
    String find(String text) {
        return run(text, matcher -> matcher.find() ? found(matcher) : null);
    }

    private static @Nullable String found(Matcher matcher) {
        return matcher.group(matcher.groupCount() > 0 ? 1 : 0);
    }

    /** The text with all matches replaced; $1 in the replacement stands for the first group. */
    String replace(String text, String by) {
        return run(text, matcher -> matcher.replaceAll(by));
    }

    private <T extends @Nullable Object> T run(String text, Function<Matcher, T> use) {
        try {
            return use.apply(pattern.matcher(new CountedText(text)));
        } catch (StackOverflowError | TooManySteps e) {
            throw new ValueException("the regular expression '" + pattern + "' takes too long on " + Casts.quoted(text)
                    + "; avoid repetition within repetition, as (.*a)*");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ValueException("the replacement for '" + pattern + "' is wrong: " + e.getMessage());
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** A text that can be looked at only so many times. Its parts, which the engine gives back, are plain text. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private int left = MAX_STEPS;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
