package io.github.steadwork.scheduler.local;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Puts numbers into words. */
final class Words {

    /** As many of one weekday as a month can have. */
    static final int WEEKS = 5;

    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private Words() {}

    /** "1, 3 to 6 and 9": three or more in a row become a range. */
    static String list(long mask, IntFunction<String> word) {
        List<String> words = new ArrayList<>();
        int bit = Long.numberOfTrailingZeros(mask);
        while (bit < Long.SIZE) {
            int last = bit + Long.numberOfTrailingZeros(~(mask >>> bit)) - 1;
            if (last - bit >= 2) {
                words.add(word.apply(bit) + " to " + word.apply(last));
            } else {
                last = bit;
                words.add(word.apply(bit));
            }
            long rest = last + 1 < Long.SIZE ? mask >>> (last + 1) : 0;
            bit = rest == 0 ? Long.SIZE : last + 1 + Long.numberOfTrailingZeros(rest);
        }
        return joined(words, "and");
    }

    /** "a, b and c". */
    static String joined(List<String> words, String conjunction) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " " + conjunction + " " + words.get(last);
    }

    /** Monday is 0. */
    static String weekday(int weekday) {
        return DayOfWeek.of(weekday + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    static String month(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** "second" for 2. */
    static String ordinal(int number) {
        return ORDINALS.get(number - 1);
    }
}
