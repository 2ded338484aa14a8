package io.github.steadwork.scheduler.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in English when a pattern matches: "Monday to Friday at 09:30". */
final class PatternDescription {

    private static final int TIMES_TO_LIST = 6;
    private static final long ALL_HOURS = (1L << 24) - 1;
    private static final long ALL_SIXTY = (1L << 60) - 1;

    private final CronFields fields;

    private PatternDescription(CronFields fields) {
        this.fields = fields;
    }

    static String of(CronFields fields) {
        PatternDescription description = new PatternDescription(fields);
        String days = description.days();
        String times = description.times();
        String subject = days.isEmpty() && description.isTimesOfDay() ? "daily" : days;
        String sentence = subject.isEmpty() ? times : subject + " " + times;
        return sentence.substring(0, 1).toUpperCase(Locale.ENGLISH) + sentence.substring(1);
    }

    private String times() {
        if (isTimesOfDay()) {
            return "at " + clockTimes();
        }
        String withinHour = withinHour();
        if (fields.hours() != ALL_HOURS) {
            return withinHour + " in " + plural("hour", fields.hours());
        }
        return withinHour.startsWith("at minute") ? "hourly " + withinHour : withinHour;
    }

    private boolean isTimesOfDay() {
        return Long.bitCount(fields.seconds()) == 1
                && Long.bitCount(fields.minutes()) * Long.bitCount(fields.hours()) <= TIMES_TO_LIST;
    }

    private String clockTimes() {
        int second = Long.numberOfTrailingZeros(fields.seconds());
        List<String> times = new ArrayList<>();
        for (int minuteOfDay = 0; minuteOfDay < 24 * 60; minuteOfDay++) {
            int hour = minuteOfDay / 60;
            int minute = minuteOfDay % 60;
            if ((fields.hours() >>> hour & 1) != 0 && (fields.minutes() >>> minute & 1) != 0) {
                String time = String.format(Locale.ROOT, "%02d:%02d", hour, minute);
                times.add(second == 0 ? time : time + String.format(Locale.ROOT, ":%02d", second));
            }
        }
        return Words.joined(times, "and");
    }

    private String withinHour() {
        if (fields.seconds() == 1) {
            return rhythm(fields.minutes(), "minute");
        }
        String seconds = rhythm(fields.seconds(), "second");
        return fields.minutes() == ALL_SIXTY
                ? seconds + (seconds.startsWith("at ") ? " of every minute" : "")
                : seconds + " of " + plural("minute", fields.minutes());
    }

    /** "every minute", "every 15 minutes" or "at minutes 5 and 20". */
    private static String rhythm(long mask, String unit) {
        for (int step = 1; step <= 30; step++) {
            if (60 % step == 0 && mask == stepping(step)) {
                return step == 1 ? "every " + unit : "every " + step + " " + unit + "s";
            }
        }
        return "at " + plural(unit, mask);
    }

    private static long stepping(int step) {
        long mask = 0;
        for (int number = 0; number < 60; number += step) {
            mask |= 1L << number;
        }
        return mask;
    }

    private static String plural(String unit, long mask) {
        return unit + (Long.bitCount(mask) == 1 ? " " : "s ") + Words.list(mask, Integer::toString);
    }

    private String days() {
        List<String> choices = new ArrayList<>();
        if (!fields.monthDays().isAll()) {
            choices.addAll(monthDays(fields.monthDays()));
        }
        if (!fields.weekDays().isAll()) {
            choices.addAll(weekDays(fields.weekDays()));
        }
        String days = Words.joined(choices, "or");
        if (fields.isEveryMonth()) {
            return days;
        }
        return (days.isEmpty() ? "daily" : days) + " in " + Words.list(fields.months(), Words::month);
    }

    private static List<String> monthDays(MonthDays days) {
        List<String> choices = new ArrayList<>();
        if (days.days() != 0) {
            choices.add("on " + plural("day", days.days()) + " of the month");
        }
        for (int back = 0; back < DayRule.LONGEST_MONTH; back++) {
            if ((days.fromEnd() >>> back & 1) != 0) {
                choices.add(back == 0 ? "on the last day of the month" : back + " days before the last of the month");
            }
        }
        if (days.nearestTo() != 0) {
            choices.add("on the weekday nearest to " + plural("day", days.nearestTo()));
        }
        if (days.lastWeekday()) {
            choices.add("on the last weekday of the month");
        }
        return choices;
    }

    private static List<String> weekDays(WeekDays days) {
        List<String> choices = new ArrayList<>();
        if (days.days() != 0) {
            choices.add("on " + Words.list(days.days(), Words::weekday));
        }
        for (int bit = 0; bit < Words.WEEKS * DayRule.WEEKDAYS; bit++) {
            if ((days.nth() >>> bit & 1) != 0) {
                choices.add("on the " + Words.ordinal(bit / DayRule.WEEKDAYS + 1) + " "
                        + Words.weekday(bit % DayRule.WEEKDAYS) + " of the month");
            }
        }
        if (days.last() != 0) {
            choices.add("on the last " + Words.list(days.last(), Words::weekday) + " of the month");
        }
        return choices;
    }
}
