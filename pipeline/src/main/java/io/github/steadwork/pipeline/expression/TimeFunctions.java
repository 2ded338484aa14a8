package io.github.steadwork.pipeline.expression;

import static io.github.steadwork.pipeline.expression.Kind.ANY_TIME;
import static io.github.steadwork.pipeline.expression.Kind.DATE_FORMAT;
import static io.github.steadwork.pipeline.expression.Kind.DATE_TIME;
import static io.github.steadwork.pipeline.expression.Kind.DAY;
import static io.github.steadwork.pipeline.expression.Kind.INSTANT;
import static io.github.steadwork.pipeline.expression.Kind.TEXT;
import static io.github.steadwork.pipeline.expression.Kind.UNIT;
import static io.github.steadwork.pipeline.expression.Kind.WHOLE;
import static io.github.steadwork.pipeline.expression.Kind.ZONE;
import static io.github.steadwork.pipeline.row.ColumnType.DATE;
import static io.github.steadwork.pipeline.row.ColumnType.LOCAL_DATE_TIME;
import static io.github.steadwork.pipeline.row.ColumnType.LONG;
import static io.github.steadwork.pipeline.row.ColumnType.STRING;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.List;

/** Functions of days and times. Weeks are those of ISO 8601. */
final class TimeFunctions {

    static final List<Function> ALL = List.of(
            Function.of("year", LONG, a -> (long) date(a, 0).getYear(), DAY),
            Function.of("quarter", LONG, a -> (date(a, 0).getMonthValue() + 2L) / 3, DAY),
            Function.of("month", LONG, a -> (long) date(a, 0).getMonthValue(), DAY),
            Function.of("week", LONG, a -> (long) date(a, 0).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), DAY),
            Function.of("day", LONG, a -> (long) date(a, 0).getDayOfMonth(), DAY),
            Function.of(
                    "day_of_week", LONG, a -> (long) date(a, 0).getDayOfWeek().getValue(), DAY),
            Function.of("day_of_year", LONG, a -> (long) date(a, 0).getDayOfYear(), DAY),
            Function.of("hour", LONG, a -> (long) dateTime(a, 0).getHour(), DATE_TIME),
            Function.of("minute", LONG, a -> (long) dateTime(a, 0).getMinute(), DATE_TIME),
            Function.of("second", LONG, a -> (long) dateTime(a, 0).getSecond(), DATE_TIME),
            Function.of("date_trunc", null, TimeFunctions::truncate, DAY, UNIT),
            Function.of("add_days", null, a -> plus(a, ChronoUnit.DAYS), DAY, WHOLE),
            Function.of("add_months", null, a -> plus(a, ChronoUnit.MONTHS), DAY, WHOLE),
            Function.of("add_years", null, a -> plus(a, ChronoUnit.YEARS), DAY, WHOLE),
            Function.of("add_seconds", LOCAL_DATE_TIME, a -> plus(a, ChronoUnit.SECONDS), DATE_TIME, WHOLE),
            Function.of("days_between", LONG, a -> ChronoUnit.DAYS.between(date(a, 0), date(a, 1)), DAY, DAY),
            Function.of("months_between", LONG, a -> ChronoUnit.MONTHS.between(date(a, 0), date(a, 1)), DAY, DAY),
            Function.of("seconds_between", LONG, TimeFunctions::secondsBetween, DATE_TIME, DATE_TIME),
            Function.of("parse_date", DATE, a -> parse(a, DATE), TEXT, DATE_FORMAT),
            Function.of("parse_datetime", LOCAL_DATE_TIME, a -> parse(a, LOCAL_DATE_TIME), TEXT, DATE_FORMAT),
            Function.of("format_date", STRING, TimeFunctions::format, ANY_TIME, DATE_FORMAT),
            Function.of("to_instant", ColumnType.INSTANT, TimeFunctions::toInstant, DATE_TIME, ZONE),
            Function.of("to_local", LOCAL_DATE_TIME, TimeFunctions::toLocal, INSTANT, ZONE),
            Function.of("epoch_seconds", LONG, a -> ((Instant) a[0]).getEpochSecond(), INSTANT));

    private TimeFunctions() {}

    private static LocalDate date(Object[] arguments, int index) {
        return arguments[index] instanceof LocalDateTime time ? time.toLocalDate() : (LocalDate) arguments[index];
    }

    private static LocalDateTime dateTime(Object[] arguments, int index) {
        return (LocalDateTime) arguments[index];
    }

    private static Object truncate(Object[] a) {
        TruncationUnit unit = (TruncationUnit) a[1];
        return a[0] instanceof LocalDateTime time ? unit.cut(time) : unit.cut((LocalDate) a[0]);
    }

    private static Object plus(Object[] a, ChronoUnit unit) {
        return ((Temporal) a[0]).plus((Long) a[1], unit);
    }

    private static long secondsBetween(Object[] a) {
        return ChronoUnit.SECONDS.between(dateTime(a, 0), dateTime(a, 1));
    }

    private static Object parse(Object[] a, ColumnType type) {
        DateTimeFormatter format = (DateTimeFormatter) a[1];
        String text = (String) a[0];
        try {
            TemporalAccessor parsed = format.parse(text);
            return type == DATE ? LocalDate.from(parsed) : LocalDateTime.from(parsed);
        } catch (DateTimeException e) {
            throw new ValueException(
                    Casts.quoted(text) + " is not a " + type + " of the given form: " + e.getMessage());
        }
    }

    private static String format(Object[] a) {
        TemporalAccessor time = a[0] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : (Temporal) a[0];
        return ((DateTimeFormatter) a[1]).format(time);
    }

    private static Instant toInstant(Object[] a) {
        return dateTime(a, 0).atZone((ZoneId) a[1]).toInstant();
    }

    private static LocalDateTime toLocal(Object[] a) {
        return LocalDateTime.ofInstant((Instant) a[0], (ZoneId) a[1]);
    }
}
