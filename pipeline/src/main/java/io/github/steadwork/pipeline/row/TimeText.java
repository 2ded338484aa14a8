package io.github.steadwork.pipeline.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads days and times, in the one form that {@link Casts} describes. */
final class TimeText {

    private static final int DATE_LENGTH = 10;
    private static final int MINUTES_LENGTH = 16;
    private static final int SECONDS_LENGTH = 19;
    private static final int NANOS_DIGITS = 9;

    private TimeText() {}

    static LocalDate parseDate(CharSequence text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return date(text);
            }
        } catch (DateTimeException e) {
            throw new ValueException(notA("DATE", text) + ": " + e.getMessage());
        }
        throw new ValueException(notA("DATE", text));
    }

    static LocalDateTime parseDateTime(CharSequence text) {
        try {
            return dateTime(text, text.length());
        } catch (DateTimeException e) {
            throw new ValueException(notA("LOCAL_DATE_TIME", text) + ": " + e.getMessage());
        }
    }

    static Instant parseInstant(CharSequence text) {
        try {
            int zone = zoneStart(text);
            if (zone < 0) {
                throw new DateTimeException("it has no Z and no offset");
            }
            ZoneOffset offset = text.charAt(zone) == 'Z'
                    ? ZoneOffset.UTC
                    : ZoneOffset.of(text.subSequence(zone, text.length()).toString());
            return dateTime(text, zone).toInstant(offset);
        } catch (DateTimeException e) {
            throw new ValueException(notA("INSTANT", text) + ": " + e.getMessage());
        }
    }

    private static int zoneStart(CharSequence text) {
        int length = text.length();
        if (length > MINUTES_LENGTH && text.charAt(length - 1) == 'Z') {
            return length - 1;
        }
        int offset = length - "+00:00".length();
        boolean signed = offset >= MINUTES_LENGTH && (text.charAt(offset) == '+' || text.charAt(offset) == '-');
        return signed ? offset : -1;
    }

    private static String notA(String type, CharSequence text) {
        String example = switch (type) {
            case "DATE" -> "2026-01-31";
            case "INSTANT" -> "2026-01-31T13:45:00Z";
            default -> "2026-01-31T13:45:00";
        };
        return Casts.quoted(text) + " is not a " + type + "; allowed is the form " + example;
    }

    private static LocalDate date(CharSequence text) {
        expect(text, 4, '-');
        expect(text, 7, '-');
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static LocalDateTime dateTime(CharSequence text, int end) {
        if (end < MINUTES_LENGTH) {
            throw new DateTimeException("it is too short");
        }
        if (text.charAt(DATE_LENGTH) != ' ') {
            expect(text, DATE_LENGTH, 'T');
        }
        expect(text, 13, ':');
        LocalDate date = date(text);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, MINUTES_LENGTH);
        if (end == MINUTES_LENGTH) {
            return date.atTime(hour, minute);
        }
        expect(text, MINUTES_LENGTH, ':');
        int second = number(text, 17, Math.min(end, SECONDS_LENGTH));
        return date.atTime(hour, minute, second, nanos(text, end));
    }

    private static int nanos(CharSequence text, int end) {
        if (end == SECONDS_LENGTH) {
            return 0;
        }
        expect(text, SECONDS_LENGTH, '.');
        int digits = end - SECONDS_LENGTH - 1;
        if (digits < 1 || digits > NANOS_DIGITS) {
            throw new DateTimeException("a fraction of a second has 1 to 9 digits");
        }
        int nanos = number(text, SECONDS_LENGTH + 1, end);
        for (int i = digits; i < NANOS_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static void expect(CharSequence text, int index, char expected) {
        if (index >= text.length() || text.charAt(index) != expected) {
            throw new DateTimeException("there is no '" + expected + "' at " + (index + 1));
        }
    }

    private static int number(CharSequence text, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("there is no digit at " + (i + 1));
            }
            sum = sum * 10 + digit;
        }
        if (to - from < 2 && from == 17) {
            throw new DateTimeException("seconds have two digits");
        }
        return sum;
    }
}
