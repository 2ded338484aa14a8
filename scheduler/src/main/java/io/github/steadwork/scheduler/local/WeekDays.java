package io.github.steadwork.scheduler.local;

/**
 * The day-of-week field of a cron expression; Monday is 0.
 *
 * @param days bit {@code n} for weekday {@code n}
 * @param nth bit {@code 7 * (k - 1) + n} for the {@code k}-th weekday {@code n} of the month: {@code FRI#2}
 * @param last bit {@code n} for the last weekday {@code n} of the month: {@code FRIL}
 */
record WeekDays(long days, long nth, long last) {

    static final WeekDays ALL = new WeekDays(0x7F, 0, 0);

    boolean isAll() {
        return days == ALL.days;
    }

    boolean isPlain() {
        return nth == 0 && last == 0;
    }

    WeekDays and(WeekDays other) {
        return new WeekDays(days | other.days, nth | other.nth, last | other.last);
    }

    int in(int length, int firstWeekday) {
        int found = 0;
        for (int day = 0; day < length; day++) {
            int weekday = (firstWeekday + day) % DayRule.WEEKDAYS;
            boolean matches = (days >>> weekday & 1) != 0
                    || (nth >>> (day / DayRule.WEEKDAYS * DayRule.WEEKDAYS + weekday) & 1) != 0
                    || (day + DayRule.WEEKDAYS >= length && (last >>> weekday & 1) != 0);
            found |= matches ? 1 << day : 0;
        }
        return found;
    }
}
