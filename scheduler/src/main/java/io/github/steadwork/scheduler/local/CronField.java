package io.github.steadwork.scheduler.local;

import java.util.Locale;

/** The fields of a cron expression in their order, and what each of them allows. */
enum CronField {
    SECOND("0 to 59"),
    MINUTE("0 to 59"),
    HOUR("0 to 23"),
    DAY_OF_MONTH("1 to 31, L, L-1 to L-30, LW, 1W to 31W and ?"),
    MONTH("1 to 12 and JAN to DEC"),
    DAY_OF_WEEK("0 to 7 (1 is Monday, 0 and 7 are Sunday; beside a ? in six fields, as in Quartz, 1 is Sunday and 7 is"
            + " Saturday), SUN to SAT, FRIL, FRI#1 to FRI#5 and ?");

    private final String allowed;

    CronField(String allowed) {
        this.allowed = allowed;
    }

    /** The error of an expression that this field is wrong in. */
    IllegalArgumentException refuse(String expression, String text) {
        String name = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new IllegalArgumentException("cron expression '" + expression + "': " + name + " is '" + text
                + "', allowed are " + allowed + ", with * , - / between and around them");
    }
}
