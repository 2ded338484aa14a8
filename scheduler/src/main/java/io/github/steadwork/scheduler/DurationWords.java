package io.github.steadwork.scheduler;

import java.time.Duration;
import java.util.StringJoiner;

/** Puts lengths into words: "1 hour 30 minutes". */
final class DurationWords {

    private DurationWords() {}

    static String of(Duration duration) {
        StringJoiner words = new StringJoiner(" ");
        add(words, duration.toDays(), "day");
        add(words, duration.toHoursPart(), "hour");
        add(words, duration.toMinutesPart(), "minute");
        add(words, duration.toSecondsPart(), "second");
        add(words, duration.toMillisPart(), "millisecond");
        return words.toString();
    }

    private static void add(StringJoiner words, long number, String unit) {
        if (number > 0) {
            words.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }
}
