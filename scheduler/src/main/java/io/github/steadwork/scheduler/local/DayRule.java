package io.github.steadwork.scheduler.local;

/**
 * Which days of a month match. A month looks like one of 28: four lengths, seven weekdays of its first day; so the rule
 * is worked out once for each of them, and a month is answered by one look at a table.
 */
final class DayRule {

    static final int SHORTEST_MONTH = 28;
    static final int LONGEST_MONTH = 31;
    static final int WEEKDAYS = 7;

    private final int[] days = new int[(LONGEST_MONTH - SHORTEST_MONTH + 1) * WEEKDAYS];

    /** What a rule says of one month: bit 0 stands for its first day. */
    @FunctionalInterface
    interface Month {
        int days(int length, int firstWeekday);
    }

    DayRule(Month month) {
        for (int length = SHORTEST_MONTH; length <= LONGEST_MONTH; length++) {
            for (int first = 0; first < WEEKDAYS; first++) {
                days[index(length, first)] = month.days(length, first) & all(length);
            }
        }
    }

    /** Bit 0 stands for the first day of the month; Monday is weekday 0. */
    int in(int length, int firstWeekday) {
        return days[index(length, firstWeekday)];
    }

    boolean isEveryDay() {
        for (int first = 0; first < WEEKDAYS; first++) {
            if (in(LONGEST_MONTH, first) != all(LONGEST_MONTH)) {
                return false;
            }
        }
        return true;
    }

    static int all(int length) {
        return (int) ((1L << length) - 1);
    }

    private static int index(int length, int firstWeekday) {
        return (length - SHORTEST_MONTH) * WEEKDAYS + firstWeekday;
    }
}
