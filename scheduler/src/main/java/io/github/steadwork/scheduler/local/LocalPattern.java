package io.github.steadwork.scheduler.local;

/**
 * Times on a local clock that know no zone, to the second. Answers which one comes next with bit masks, without
 * allocating.
 *
 * <p>A local time is the number of seconds since 1970-01-01T00:00 that a clock without a zone would have counted.
 */
public final class LocalPattern {

    /** There is no such local time. */
    public static final long NONE = Long.MAX_VALUE;

    private static final int SECONDS_A_DAY = 86_400;
    private static final int SECONDS_AN_HOUR = 3_600;
    private static final int SECONDS_A_MINUTE = 60;
    private static final int LAST_YEAR = 9_999;
    private static final int EPOCH_WEEKDAY = 3;
    /** From 0000-03-01, where the calendar's years of this calculation begin, to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private static final long ALL_HOURS = (1L << 24) - 1;
    private static final int ALL_MONTHS = 0x1FFE;
    private static final long YEAR_2000 = 946_684_800L;

    private final CronFields fields;
    private final DayRule days;
    private final boolean everyDay;
    private final boolean never;
    private final int firstTime;

    LocalPattern(CronFields fields) {
        this.fields = fields;
        this.days = fields.dayRule();
        this.everyDay = fields.months() == ALL_MONTHS && days.isEveryDay();
        this.firstTime = timeFrom(0);
        this.never = !everyDay && firstDayFrom(YEAR_2000 / SECONDS_A_DAY) == NONE;
    }

    /** Whether every hour of the day matches, so that this pattern means a rhythm and no time of day. */
    boolean isEveryHour() {
        return fields.hours() == ALL_HOURS;
    }

    /** Whether the pattern repeats within an hour by a {@code *} or a step. */
    boolean isRepeating() {
        return fields.repeating();
    }

    /** When it matches, in English: "Daily at 06:00", "On Monday to Friday at 09:30". */
    public String describe() {
        return PatternDescription.of(fields);
    }

    /** The first matching local time after this one; {@link #NONE} if there is none up to the year 9999. */
    long nextAfter(long local) {
        if (never) {
            return NONE;
        }
        long from = local + 1;
        long day = Math.floorDiv(from, SECONDS_A_DAY);
        int time = timeFrom((int) (from - day * SECONDS_A_DAY));
        if (everyDay) {
            return time >= 0 ? day * SECONDS_A_DAY + time : (day + 1) * SECONDS_A_DAY + firstTime;
        }
        long found = firstDayFrom(time >= 0 ? day : day + 1);
        if (found == NONE) {
            return NONE;
        }
        return found * SECONDS_A_DAY + (found == day ? time : firstTime);
    }

    /** The first matching second of the day from this one on, -1 if the day has no more. */
    private int timeFrom(int secondOfDay) {
        int hour = secondOfDay / SECONDS_AN_HOUR;
        int minute = secondOfDay / SECONDS_A_MINUTE % 60;
        if ((fields.hours() >>> hour & 1) != 0) {
            int second = (fields.minutes() >>> minute & 1) != 0
                    ? bitFrom(fields.seconds(), secondOfDay % SECONDS_A_MINUTE)
                    : -1;
            if (second >= 0) {
                return hour * SECONDS_AN_HOUR + minute * SECONDS_A_MINUTE + second;
            }
            int laterMinute = bitFrom(fields.minutes(), minute + 1);
            if (laterMinute >= 0) {
                return hour * SECONDS_AN_HOUR + laterMinute * SECONDS_A_MINUTE + bitFrom(fields.seconds(), 0);
            }
        }
        int laterHour = bitFrom(fields.hours(), hour + 1);
        return laterHour < 0
                ? -1
                : laterHour * SECONDS_AN_HOUR
                        + bitFrom(fields.minutes(), 0) * SECONDS_A_MINUTE
                        + bitFrom(fields.seconds(), 0);
    }

    /** The first matching day from this epoch day on. */
    private long firstDayFrom(long epochDay) {
        // Neri and Schneider's way from a day to its date: multiplications instead of divisions.
        long n = 4 * (epochDay + DAYS_TO_EPOCH) + 3;
        int century = (int) (n / 146_097);
        long yearOfCentury = (n % 146_097 / 4 * 4 + 3) * 2_939_745L;
        int dayOfYear = (int) ((yearOfCentury & 0xFFFF_FFFFL) / 2_939_745L / 4);
        int scaled = 2_141 * dayOfYear + 197_913;
        boolean nextYear = dayOfYear >= 306;
        int year = 100 * century + (int) (yearOfCentury >>> 32) + (nextYear ? 1 : 0);
        int month = (scaled >>> 16) - (nextYear ? 12 : 0);
        int dayOfMonth = (scaled & 0xFFFF) / 2_141;
        return firstDayInMonths(year, month, epochDay - dayOfMonth, dayOfMonth);
    }

    private long firstDayInMonths(int fromYear, int fromMonth, long fromMonthStart, int fromDay) {
        int year = fromYear;
        int month = fromMonth;
        long start = fromMonthStart;
        int wanted = -1 << fromDay;
        while (year <= LAST_YEAR) {
            int length = lengthOfMonth(year, month);
            if ((fields.months() >>> month & 1) != 0) {
                int found = days.in(length, weekday(start)) & wanted;
                if (found != 0) {
                    return start + Integer.numberOfTrailingZeros(found);
                }
            }
            wanted = -1;
            start += length;
            year += month == 12 ? 1 : 0;
            month = month == 12 ? 1 : month + 1;
        }
        return NONE;
    }

    private static int weekday(long epochDay) {
        // Shifted by whole weeks, so that the days of all years are positive.
        return (int) ((epochDay + EPOCH_WEEKDAY + 7L * DAYS_TO_EPOCH) % 7);
    }

    private static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        // June and July differ from the rhythm of 31 and 30 by the half year that they are in.
        return 30 + ((month + (month >>> 3)) & 1);
    }

    private static int bitFrom(long mask, int from) {
        long rest = mask >>> from;
        return rest == 0 ? -1 : from + Long.numberOfTrailingZeros(rest);
    }
}
