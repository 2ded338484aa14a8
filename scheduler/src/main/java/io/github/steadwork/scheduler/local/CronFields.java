package io.github.steadwork.scheduler.local;

/**
 * What the fields of a cron expression allow. Each mask has bit {@code n} for the number {@code n}.
 *
 * @param repeating whether the minute or second field is a {@code *} or has a step
 * @param months bits 1 to 12
 */
record CronFields(
        long seconds, long minutes, long hours, boolean repeating, MonthDays monthDays, int months, WeekDays weekDays) {

    private static final int ALL_MONTHS = 0x1FFE;

    /** These times of the day, on every day. */
    static CronFields times(long seconds, long minutes, long hours) {
        return new CronFields(seconds, minutes, hours, false, MonthDays.ALL, ALL_MONTHS, WeekDays.ALL);
    }

    CronFields onMonthDays(MonthDays restricted) {
        return new CronFields(seconds, minutes, hours, repeating, restricted, months, weekDays);
    }

    CronFields onWeekDays(WeekDays restricted) {
        return new CronFields(seconds, minutes, hours, repeating, monthDays, months, restricted);
    }

    boolean isEveryMonth() {
        return months == ALL_MONTHS;
    }

    /** As Unix has it: where both fields restrict the days, a day of either matches. */
    DayRule dayRule() {
        if (monthDays.isAll()) {
            return new DayRule(weekDays::in);
        }
        if (weekDays.isAll()) {
            return new DayRule(monthDays::in);
        }
        return new DayRule((length, first) -> monthDays.in(length, first) | weekDays.in(length, first));
    }
}
