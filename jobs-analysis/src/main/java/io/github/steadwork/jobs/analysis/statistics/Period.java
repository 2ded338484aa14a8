package io.github.steadwork.jobs.analysis.statistics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A span of the calendar, to which dates and times are rounded down. Instants are looked at in UTC. */
public enum Period {
    /** From midnight to midnight. */
    DAY,
    /** From Monday to Sunday, as ISO 8601 says. */
    WEEK,
    /** A month of a year. */
    MONTH,
    /** Three months, the first beginning in January. */
    QUARTER,
    /** From January to December. */
    YEAR;

    /** The first day of the span that the value lies in; empty if the value is not a date or a time. */
    public Optional<LocalDate> start(@Nullable Object value) {
        return date(value).map(this::startOf);
    }

    /** A name of the span that begins on this day: "2026", "2026-Q4", "2026-11", or the day itself. */
    public String label(LocalDate start) {
        return switch (this) {
            case YEAR -> Integer.toString(start.getYear());
            case QUARTER -> start.getYear() + "-Q" + ((start.getMonthValue() + 2) / 3);
            case MONTH -> start.toString().substring(0, start.toString().length() - 3);
            case WEEK, DAY -> start.toString();
        };
    }

    /** The first day of the span after the one that begins on this day. */
    public LocalDate next(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
            case YEAR -> start.plusYears(1);
        };
    }

    private LocalDate startOf(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    private static Optional<LocalDate> date(@Nullable Object value) {
        if (value instanceof LocalDate date) {
            return Optional.of(date);
        }
        if (value instanceof LocalDateTime time) {
            return Optional.of(time.toLocalDate());
        }
        if (value instanceof Instant instant) {
            return Optional.of(instant.atOffset(ZoneOffset.UTC).toLocalDate());
        }
        return Optional.empty();
    }
}
