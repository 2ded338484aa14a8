package io.github.steadwork.pipeline.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain forms of the commonest types straight from the parser's buffer. What it does not know it leaves to
 * {@link io.github.steadwork.pipeline.row.Casts}, which also makes the message if the field is wrong.
 */
final class QuickFields {

    private static final int MAX_DIGITS = 18;
    private static final int DATE_LENGTH = 10;
    private static final int DAYS = 1 << 10;

    private final @Nullable LocalDate[] days = new @Nullable LocalDate[DAYS];
    private final int[] packedDays = new int[DAYS];

    /** The number that stands in the field, if it is digits after an optional minus. */
    static @Nullable Long number(char[] buffer, int offset, int length) {
        int start = length > 0 && buffer[offset] == '-' ? offset + 1 : offset;
        int end = offset + length;
        if (start == end || end - start > MAX_DIGITS) {
            return null;
        }
        long sum = 0;
        for (int i = start; i < end; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            sum = sum * 10 + digit;
        }
        return start == offset ? sum : -sum;
    }

    /** The day that stands in the field, as 2026-01-31. Days that come again soon are one object. */
    @Nullable
    LocalDate day(char[] buffer, int offset, int length) {
        if (length != DATE_LENGTH || buffer[offset + 4] != '-' || buffer[offset + 7] != '-') {
            return null;
        }
        int packed = 0;
        for (int i = 0; i < DATE_LENGTH; i++) {
            int digit = buffer[offset + i] - '0';
            if (i == 4 || i == 7) {
                continue;
            }
            if (digit < 0 || digit > 9) {
                return null;
            }
            packed = packed * 10 + digit;
        }
        int slot = (packed * 0x9E3779B9) >>> 22;
        LocalDate known = days[slot];
        return known != null && packedDays[slot] == packed ? known : remember(slot, packed);
    }

    private @Nullable LocalDate remember(int slot, int packed) {
        try {
            LocalDate day = LocalDate.of(packed / 10_000, packed / 100 % 100, packed % 100);
            days[slot] = day;
            packedDays[slot] = packed;
            return day;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
