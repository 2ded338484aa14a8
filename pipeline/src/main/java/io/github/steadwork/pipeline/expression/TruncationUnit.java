package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.DataException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;

/** What a time can be cut down to. */
enum TruncationUnit {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND;

    static TruncationUnit of(String name) {
        for (TruncationUnit unit : values()) {
            if (unit.name().equalsIgnoreCase(name)) {
                return unit;
            }
        }
        throw new DataException("'" + name + "' is not a unit of time; allowed are "
                + Arrays.toString(values()).toLowerCase(Locale.ROOT));
    }

    /** The first day of what the day lies in; weeks begin on Monday. */
    LocalDate cut(LocalDate date) {
        return switch (this) {
            case YEAR -> date.withDayOfYear(1);
            case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case MONTH -> date.withDayOfMonth(1);
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case DAY, HOUR, MINUTE, SECOND -> date;
        };
    }

    /** The first moment of what the time lies in. */
    LocalDateTime cut(LocalDateTime time) {
        return switch (this) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
            default -> cut(time.toLocalDate()).atStartOfDay();
        };
    }
}
