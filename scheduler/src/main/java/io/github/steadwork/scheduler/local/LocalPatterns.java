package io.github.steadwork.scheduler.local;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes patterns. Their callers have checked the numbers; only a cron expression is checked here. */
public final class LocalPatterns {

    private static final long EVERY_HOUR = (1L << 24) - 1;

    private static final int MOST_READ = 10_000;

    /** What has been read already: to read an expression takes hundreds of times as long as to ask it. */
    private static final Map<String, LocalPattern> READ = new ConcurrentHashMap<>();

    private LocalPatterns() {}

    /**
     * What this cron expression means.
     *
     * @throws IllegalArgumentException if it cannot be read, naming the expression, the field and what is allowed
     */
    public static LocalPattern cron(String expression) {
        LocalPattern known = READ.get(expression);
        if (known != null) {
            return known;
        }
        LocalPattern pattern = CronReader.read(expression);
        if (READ.size() >= MOST_READ) {
            READ.clear();
        }
        READ.put(expression, pattern);
        return pattern;
    }

    /** The minutes of the hour that can be divided by this number. */
    public static LocalPattern everyMinutes(int minutes) {
        long mask = 0;
        for (int minute = 0; minute < 60; minute += minutes) {
            mask |= 1L << minute;
        }
        return new LocalPattern(CronFields.times(1, mask, EVERY_HOUR));
    }

    /** This minute of every hour. */
    public static LocalPattern hourly(int minute) {
        return new LocalPattern(CronFields.times(1, 1L << minute, EVERY_HOUR));
    }

    /** This time of every day. */
    public static LocalPattern daily(LocalTime at) {
        return new LocalPattern(at(at));
    }

    /** This time on these days of the week. */
    public static LocalPattern weekly(Set<DayOfWeek> days, LocalTime at) {
        long mask = 0;
        for (DayOfWeek day : days) {
            mask |= 1L << (day.getValue() - 1);
        }
        return new LocalPattern(at(at).onWeekDays(new WeekDays(mask, 0, 0)));
    }

    /** This time on this day of every month. */
    public static LocalPattern monthly(int day, LocalTime at) {
        return new LocalPattern(at(at).onMonthDays(new MonthDays(1L << day, 0, 0, false)));
    }

    /** This time on the last day of every month. */
    public static LocalPattern monthlyOnLastDay(LocalTime at) {
        return new LocalPattern(at(at).onMonthDays(new MonthDays(0, 1, 0, false)));
    }

    private static CronFields at(LocalTime at) {
        return CronFields.times(1L << at.getSecond(), 1L << at.getMinute(), 1L << at.getHour());
    }
}
