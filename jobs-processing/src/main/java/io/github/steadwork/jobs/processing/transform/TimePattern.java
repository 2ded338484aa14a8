package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in a pattern, strictly: there is no 31st of February, and nothing may follow. */
final class TimePattern {

    private TimePattern() {}

    static DateTimeFormatter of(String pattern, Locale locale) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1) // so that yyyy, the year of an era, is a year
                    .toFormatter(locale.equals(Locale.ROOT) ? Locale.ENGLISH : locale)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "convert: pattern is '" + pattern + "', allowed is one as dd.MM.yyyy: " + e.getMessage(), e);
        }
    }

    static Object parse(String text, DateTimeFormatter format, ColumnType to, @Nullable ZoneId zone) {
        try {
            return switch (to) {
                case DATE -> LocalDate.from(format.parse(text));
                case LOCAL_DATE_TIME -> dateTime(format.parseBest(text, LocalDateTime::from, LocalDate::from));
                default -> instant(format.parse(text), text, zone);
            };
        } catch (DateTimeException e) {
            throw new ValueException(Casts.quoted(text) + " is not a " + to + " of the pattern: " + e.getMessage());
        }
    }

    private static LocalDateTime dateTime(TemporalAccessor parsed) {
        return parsed instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(parsed);
    }

    private static Instant instant(TemporalAccessor parsed, String text, @Nullable ZoneId zone) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        if (zone == null) {
            throw new ValueException(Casts.quoted(text) + " is no INSTANT without a time zone; name it in the step");
        }
        LocalDate date = LocalDate.from(parsed);
        return parsed.isSupported(ChronoField.SECOND_OF_DAY)
                ? LocalDateTime.from(parsed).atZone(zone).toInstant()
                : date.atStartOfDay(zone).toInstant();
    }

    static String write(Object time, DateTimeFormatter format) {
        try {
            return format.format((TemporalAccessor) time);
        } catch (DateTimeException e) {
            throw new ValueException(
                    Casts.quoted(Casts.text(time)) + " cannot be written by the pattern: " + e.getMessage());
        }
    }
}
