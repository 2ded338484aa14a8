package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.ValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the values of one column become ones of another type. Immutable and safe for use by many threads. */
@FunctionalInterface
interface Conversion {

    /** The value, which is not null, as one of the other type. */
    @Nullable
    Object convert(Object value);

    /** Refuses a pattern, locale or zone that makes no sense for the type. */
    static void check(ColumnType to, String pattern, Locale locale, @Nullable ZoneId zone) {
        boolean text = to == ColumnType.STRING;
        if (!pattern.isEmpty() && to.isTemporal()) {
            TimePattern.of(pattern, locale);
        } else if (!pattern.isEmpty() && to.isNumeric()) {
            NumberPattern.of(pattern, locale);
        } else if (!pattern.isEmpty() && to == ColumnType.BOOLEAN) {
            TruthPattern.of(pattern);
        } else if (!pattern.isEmpty() && !text) {
            throw new IllegalArgumentException("convert: pattern is '" + pattern + "', but a " + to
                    + " has no pattern; allowed are numbers, times, BOOLEAN and STRING");
        }
        if (!locale.equals(Locale.ROOT) && pattern.isEmpty() && !to.isNumeric()) {
            throw new IllegalArgumentException("convert: locale is '" + locale.toLanguageTag()
                    + "', but without a pattern only" + " numbers are written by it; name a pattern, or leave it out");
        }
        if (zone != null && !to.isTemporal() && !text) {
            throw new IllegalArgumentException(
                    "convert: zone is '" + zone + "', but a " + to + " has no zone; allowed are times and STRING");
        }
    }

    static Conversion of(ColumnType from, ColumnType to, String pattern, Locale locale, @Nullable ZoneId zone) {
        boolean patterned = !pattern.isEmpty() || !locale.equals(Locale.ROOT);
        if (from == ColumnType.STRING && to.isNumeric() && patterned) {
            NumberPattern numbers = NumberPattern.of(pattern, locale);
            return value -> Casts.cast(numbers.parse((String) value), to);
        }
        if (from == ColumnType.STRING && to.isTemporal() && !pattern.isEmpty()) {
            DateTimeFormatter times = TimePattern.of(pattern, locale);
            return value -> TimePattern.parse((String) value, times, to, zone);
        }
        if (from == ColumnType.STRING && to == ColumnType.BOOLEAN && !pattern.isEmpty()) {
            TruthPattern words = TruthPattern.of(pattern);
            return value -> words.parse((String) value);
        }
        if (to == ColumnType.STRING && !pattern.isEmpty()) {
            return writer(from, pattern, locale, zone);
        }
        return zone == null ? value -> Casts.cast(value, to) : zoned(to, zone);
    }

    private static Conversion writer(ColumnType from, String pattern, Locale locale, @Nullable ZoneId zone) {
        if (from.isNumeric()) {
            NumberPattern numbers = NumberPattern.of(pattern, locale);
            return value -> numbers.write((Number) value);
        }
        if (from == ColumnType.BOOLEAN) {
            TruthPattern words = TruthPattern.of(pattern);
            return value -> words.write((Boolean) value);
        }
        if (from == ColumnType.INSTANT && zone == null) {
            throw new DataException("convert: an INSTANT is written by a pattern in a zone; name the zone, as UTC");
        }
        if (from.isTemporal()) {
            DateTimeFormatter times = TimePattern.of(pattern, locale);
            DateTimeFormatter placed = zone == null ? times : times.withZone(zone);
            return value -> TimePattern.write(value, placed);
        }
        throw new DataException("convert: a " + from + " is not written by a pattern; leave '" + pattern + "' out");
    }

    /** Between times with a zone and without one. */
    private static Conversion zoned(ColumnType to, ZoneId zone) {
        return value -> {
            if (value instanceof Instant instant && to != ColumnType.STRING) {
                return Casts.cast(LocalDateTime.ofInstant(instant, zone), to);
            }
            if (to == ColumnType.INSTANT && value instanceof LocalDateTime time) {
                return time.atZone(zone).toInstant();
            }
            if (to == ColumnType.INSTANT && value instanceof LocalDate date) {
                return date.atStartOfDay(zone).toInstant();
            }
            if (to == ColumnType.INSTANT && value instanceof String text) {
                return instant(text, zone);
            }
            return Casts.cast(value, to);
        };
    }

    /** With an offset of its own, or else in the zone. */
    private static Object instant(String text, ZoneId zone) {
        try {
            return Casts.parse(text, ColumnType.INSTANT);
        } catch (ValueException e) {
            LocalDateTime time = (LocalDateTime) Casts.parse(text, ColumnType.LOCAL_DATE_TIME);
            try {
                return time.atZone(zone).toInstant();
            } catch (DateTimeException outOfRange) {
                throw new ValueException(Casts.quoted(text) + " is not an INSTANT: " + outOfRange.getMessage());
            }
        }
    }
}
