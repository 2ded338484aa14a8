package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.DataException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Patterns for dates: those of {@link DateTimeFormatter}, in English, and strict: there is no 31 February. */
final class DateFormats {

    private DateFormats() {}

    static DateTimeFormatter of(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(properYears(pattern), Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "'" + pattern + "' is not a pattern for dates: " + e.getMessage() + "; allowed are those as"
                            + " 'dd.MM.yyyy HH:mm'",
                    e);
        }
    }

    /** A 'y' is a year of an era, which strict reading would ask for; nearly everybody means 'u'. */
    private static String properYears(String pattern) {
        StringBuilder out = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            quoted ^= c == '\'';
            if (c == 'y' && !quoted) {
                out.setCharAt(i, 'u');
            }
        }
        return out.toString();
    }
}
