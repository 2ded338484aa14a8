package io.github.steadwork.scheduler;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.steadwork.scheduler.local.LocalPatterns;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schedule as data, to be stored: records that Jackson writes and reads by their {@code kind}, without class names.
 *
 * <pre>{@code
 * {"kind":"daily","at":"06:00:00","zone":"America/New_York"}
 * }</pre>
 *
 * <p>Every record checks its fields with an IllegalArgumentException that names the field; that of {@link Cron} reads its
 * expression, so that a bad one is refused before it is stored.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScheduleSpec.Cron.class, name = "cron"),
    @JsonSubTypes.Type(value = ScheduleSpec.EveryMinutes.class, name = "every-minutes"),
    @JsonSubTypes.Type(value = ScheduleSpec.Hourly.class, name = "hourly"),
    @JsonSubTypes.Type(value = ScheduleSpec.Daily.class, name = "daily"),
    @JsonSubTypes.Type(value = ScheduleSpec.Weekly.class, name = "weekly"),
    @JsonSubTypes.Type(value = ScheduleSpec.Monthly.class, name = "monthly"),
    @JsonSubTypes.Type(value = ScheduleSpec.MonthlyOnLastDay.class, name = "monthly-on-last-day"),
    @JsonSubTypes.Type(value = ScheduleSpec.Interval.class, name = "interval"),
    @JsonSubTypes.Type(value = ScheduleSpec.Delay.class, name = "delay"),
    @JsonSubTypes.Type(value = ScheduleSpec.Once.class, name = "once"),
    @JsonSubTypes.Type(value = ScheduleSpec.Either.class, name = "either"),
    @JsonSubTypes.Type(value = ScheduleSpec.Except.class, name = "except")
})
public sealed interface ScheduleSpec {

    /** The schedule that this describes. It is prepared anew at each call: keep it for as long as it is asked. */
    Schedule toSchedule();

    /**
     * A cron expression on the clock of a zone.
     *
     * @param expression five fields, six with seconds first, or a nickname like {@code @daily}
     */
    record Cron(String expression, ZoneId zone) implements ScheduleSpec {

        /** Reads the expression. */
        public Cron {
            Objects.requireNonNull(zone, "zone");
            LocalPatterns.cron(Objects.requireNonNull(expression, "expression"));
        }

        @Override
        public Schedule toSchedule() {
            return new LocalSchedule(this, LocalPatterns.cron(expression), zone);
        }
    }

    /**
     * Every so many minutes on the clock of a zone, from the full hour.
     *
     * @param minutes a divisor of 60 that is less than 60: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 or 30
     */
    record EveryMinutes(int minutes, ZoneId zone) implements ScheduleSpec {

        /** Checks the fields. */
        public EveryMinutes {
            Objects.requireNonNull(zone, "zone");
            if (minutes < 1 || minutes > 30 || 60 % minutes != 0) {
                throw new IllegalArgumentException(
                        "minutes is " + minutes + ", allowed are 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 and 30");
            }
        }

        @Override
        public Schedule toSchedule() {
            return new LocalSchedule(this, LocalPatterns.everyMinutes(minutes), zone);
        }
    }

    /**
     * Once in every hour.
     *
     * @param minute of the hour, 0 to 59
     */
    record Hourly(int minute, ZoneId zone) implements ScheduleSpec {

        /** Checks the fields. */
        public Hourly {
            Objects.requireNonNull(zone, "zone");
            Checks.range("minute", minute, 0, 59);
        }

        @Override
        public Schedule toSchedule() {
            return new LocalSchedule(this, LocalPatterns.hourly(minute), zone);
        }
    }

    /**
     * Once a day.
     *
     * @param at in whole seconds
     */
    record Daily(LocalTime at, ZoneId zone) implements ScheduleSpec {

        /** Checks the fields. */
        public Daily {
            Checks.wholeSeconds(at);
            Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Schedule toSchedule() {
            return new LocalSchedule(this, LocalPatterns.daily(at), zone);
        }
    }

    /**
     * On some days of the week.
     *
     * @param days at least one
     * @param at in whole seconds
     */
    record Weekly(Set<DayOfWeek> days, LocalTime at, ZoneId zone) implements ScheduleSpec {

        /** Checks the fields. */
        public Weekly {
            if (Objects.requireNonNull(days, "days").isEmpty()) {
                throw new IllegalArgumentException("days is empty, allowed are one to seven days of the week");
            }
            days = Collections.unmodifiableSet(EnumSet.copyOf(days));
            Checks.wholeSeconds(at);
            Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Schedule toSchedule() {
            return new LocalSchedule(this, LocalPatterns.weekly(days, at), zone);
        }
    }

    /**
     * Once a month, on a day that every month has.
     *
     * @param day of the month, 1 to 28
     * @param at in whole seconds
     */
    record Monthly(int day, LocalTime at, ZoneId zone) implements ScheduleSpec {

        /** Checks the fields. */
        public Monthly {
            Checks.range("day", day, 1, 28);
            Checks.wholeSeconds(at);
            Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Schedule toSchedule() {
            return new LocalSchedule(this, LocalPatterns.monthly(day, at), zone);
        }
    }

    /**
     * On the last day of every month.
     *
     * @param at in whole seconds
     */
    record MonthlyOnLastDay(LocalTime at, ZoneId zone) implements ScheduleSpec {

        /** Checks the fields. */
        public MonthlyOnLastDay {
            Checks.wholeSeconds(at);
            Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Schedule toSchedule() {
            return new LocalSchedule(this, LocalPatterns.monthlyOnLastDay(at), zone);
        }
    }

    /**
     * At a fixed rate of elapsed time, however long the runs take.
     *
     * @param period 1 ms to 100 years, in whole milliseconds
     * @param anchor one of the fire times, in whole milliseconds; there are others before it
     */
    record Interval(Duration period, Instant anchor) implements ScheduleSpec {

        /** Checks the fields. */
        public Interval {
            Checks.period("period", period);
            Checks.fireTime("anchor", anchor);
        }

        @Override
        public Schedule toSchedule() {
            return new IntervalSchedule(this);
        }
    }

    /**
     * So long after the end of the last run.
     *
     * @param delay 1 ms to 100 years, in whole milliseconds
     */
    record Delay(Duration delay) implements ScheduleSpec {

        /** Checks the field. */
        public Delay {
            Checks.period("delay", delay);
        }

        @Override
        public Schedule toSchedule() {
            return new DelaySchedule(this);
        }
    }

    /**
     * At one instant.
     *
     * @param at in the years 1 to 9999, in whole milliseconds
     */
    record Once(Instant at) implements ScheduleSpec {

        /** Checks the field. */
        public Once {
            Checks.fireTime("at", at);
        }

        @Override
        public Schedule toSchedule() {
            return new OnceSchedule(this);
        }
    }

    /**
     * Whenever one of several schedules is due; what is due in two of them at the same instant is one fire time.
     *
     * @param schedules two or more
     */
    record Either(List<ScheduleSpec> schedules) implements ScheduleSpec {

        /** Checks the field. */
        public Either {
            schedules = List.copyOf(Objects.requireNonNull(schedules, "schedules"));
            if (schedules.size() < 2) {
                throw new IllegalArgumentException("schedules are " + schedules.size() + ", allowed are two or more");
            }
        }

        @Override
        public Schedule toSchedule() {
            return new EitherSchedule(this);
        }
    }

    /**
     * A schedule without the fire times that fall on some dates. A {@link Delay} that ends on such a date counts anew from
     * the end of it.
     *
     * @param dates the days without a fire time
     * @param zone where those dates are; it may differ from that of the schedule
     */
    record Except(ScheduleSpec schedule, Set<LocalDate> dates, ZoneId zone) implements ScheduleSpec {

        /** Sorts the dates. */
        public Except {
            Objects.requireNonNull(schedule, "schedule");
            dates = Collections.unmodifiableSet(new TreeSet<>(Objects.requireNonNull(dates, "dates")));
            Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Schedule toSchedule() {
            return new ExceptSchedule(this);
        }
    }
}
