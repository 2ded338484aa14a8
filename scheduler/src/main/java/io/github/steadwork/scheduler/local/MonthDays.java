package io.github.steadwork.scheduler.local;

/**
 * The day-of-month field of a cron expression. Each mask has bit {@code n} for the number {@code n}.
 *
 * @param days days counted from the start: {@code 15}
 * @param fromEnd days counted back from the last, which is 0: {@code L}, {@code L-3}
 * @param nearestTo days whose nearest weekday of the same month matches: {@code 15W}
 * @param lastWeekday whether the last weekday of the month matches: {@code LW}
 */
record MonthDays(long days, long fromEnd, long nearestTo, boolean lastWeekday) {

    private static final int SATURDAY = 5;
    private static final int SUNDAY = 6;

    static final MonthDays ALL = new MonthDays(0xFFFFFFFEL, 0, 0, false);

    boolean isAll() {
        return days == ALL.days;
    }

    boolean isPlain() {
        return fromEnd == 0 && nearestTo == 0 && !lastWeekday;
    }

    MonthDays and(MonthDays other) {
        return new MonthDays(
                days | other.days,
                fromEnd | other.fromEnd,
                nearestTo | other.nearestTo,
                lastWeekday || other.lastWeekday);
    }

    int in(int length, int firstWeekday) {
        int found = (int) (days >>> 1);
        for (int day = 1; day <= length; day++) {
            if ((fromEnd >>> (length - day) & 1) != 0) {
                found |= 1 << (day - 1);
            }
            if ((nearestTo >>> day & 1) != 0) {
                found |= 1 << (nearestWeekday(day, length, firstWeekday) - 1);
            }
        }
        return lastWeekday ? found | 1 << (nearestWeekday(length, length, firstWeekday) - 1) : found;
    }

    private static int nearestWeekday(int day, int length, int firstWeekday) {
        int weekday = (firstWeekday + day - 1) % DayRule.WEEKDAYS;
        if (weekday == SATURDAY) {
            return day > 1 ? day - 1 : day + 2;
        }
        if (weekday == SUNDAY) {
            return day < length ? day + 1 : day - 2;
        }
        return day;
    }
}
