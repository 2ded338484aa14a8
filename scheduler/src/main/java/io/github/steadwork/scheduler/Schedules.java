package io.github.steadwork.scheduler;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes schedules.
 *
 * <pre>{@code
 * Schedule nightly = Schedules.daily(LocalTime.of(2, 30), ZoneId.of("America/New_York"));
 * Schedule office = Schedules.cron("0 9-17 * * MON-FRI", ZoneId.of("Europe/Berlin"));
 * Schedule open = Schedules.except(office, Holidays.read(Path.of("holidays.txt")), ZoneId.of("Europe/Berlin"));
 * }</pre>
 *
 * <p>All of them refuse what they cannot do with an IllegalArgumentException that says what is allowed.
 */
public final class Schedules {

    private Schedules() {}

    /**
     * A cron expression on the clock of a zone.
     *
     * <p>Five fields: minute, hour, day of month, month, day of week. Six fields: second first. Both know {@code * , - /},
     * ranges that wrap around ({@code 22-2}, {@code FRI-MON}), names, {@code L}, {@code L-3}, {@code LW}, {@code 15W},
     * {@code FRIL}, {@code FRI#2} and {@code ?}, which means the same as {@code *}. Nicknames are {@code @yearly},
     * {@code @annually}, {@code @monthly}, {@code @weekly}, {@code @daily}, {@code @midnight} and {@code @hourly}.
     *
     * <p>Weekdays by number count from Sunday as 0 or 7. Only in six fields with a {@code ?} they are those of Quartz, where
     * Sunday is 1; names mean the same everywhere.
     *
     * <p>Five fields that restrict both day of month and day of week match the days of either, as Unix has it; six fields
     * that do so are refused, as Quartz does. An expression that can never match (30 February) has no fire times.
     *
     * @throws IllegalArgumentException if it cannot be read, naming the expression, the field and what is allowed
     */
    public static Schedule cron(String expression, ZoneId zone) {
        return new ScheduleSpec.Cron(expression, zone).toSchedule();
    }

    /** Every so many minutes from the full hour; the number must divide 60. */
    public static Schedule everyMinutes(int minutes, ZoneId zone) {
        return new ScheduleSpec.EveryMinutes(minutes, zone).toSchedule();
    }

    /** In every hour at this minute, 0 to 59. */
    public static Schedule hourly(int minute, ZoneId zone) {
        return new ScheduleSpec.Hourly(minute, zone).toSchedule();
    }

    /** Once a day. */
    public static Schedule daily(LocalTime at, ZoneId zone) {
        return new ScheduleSpec.Daily(at, zone).toSchedule();
    }

    /** On these days of the week, at least one. */
    public static Schedule weekly(Set<DayOfWeek> days, LocalTime at, ZoneId zone) {
        return new ScheduleSpec.Weekly(days, at, zone).toSchedule();
    }

    /** Once a month, on a day from 1 to 28. */
    public static Schedule monthly(int day, LocalTime at, ZoneId zone) {
        return new ScheduleSpec.Monthly(day, at, zone).toSchedule();
    }

    /** On the last day of every month. */
    public static Schedule monthlyOnLastDay(LocalTime at, ZoneId zone) {
        return new ScheduleSpec.MonthlyOnLastDay(at, zone).toSchedule();
    }

    /** At a fixed rate, on a grid that has a point at 1970-01-01T00:00Z: the same on every node, whenever it started. */
    public static Schedule interval(Duration period) {
        return interval(period, Instant.EPOCH);
    }

    /**
     * At a fixed rate, on a grid that has a point at the anchor. The grid extends to both sides of it.
     *
     * @param period 1 ms to 100 years, in whole milliseconds
     */
    public static Schedule interval(Duration period, Instant anchor) {
        return new ScheduleSpec.Interval(period, anchor).toSchedule();
    }

    /**
     * So long after the end of the last run: {@link Schedule#next} is asked with that end.
     *
     * @param delay 1 ms to 100 years, in whole milliseconds
     */
    public static Schedule delay(Duration delay) {
        return new ScheduleSpec.Delay(delay).toSchedule();
    }

    /** At one instant. */
    public static Schedule once(Instant at) {
        return new ScheduleSpec.Once(at).toSchedule();
    }

    /** Whenever one of these is due; both at the same instant are one fire time. */
    public static Schedule either(Schedule first, Schedule second, Schedule... more) {
        List<Schedule> all = new ArrayList<>(List.of(first, second));
        all.addAll(List.of(more));
        return new ScheduleSpec.Either(all.stream().map(Schedule::spec).toList()).toSchedule();
    }

    /**
     * A schedule without the fire times that fall on these dates. What a leap of the clock put on another date counts where it
     * was put.
     *
     * @param dates for example {@link Holidays#read}
     * @param zone where those dates are
     */
    public static Schedule except(Schedule schedule, Collection<LocalDate> dates, ZoneId zone) {
        return new ScheduleSpec.Except(schedule.spec(), new TreeSet<>(dates), zone).toSchedule();
    }
}
