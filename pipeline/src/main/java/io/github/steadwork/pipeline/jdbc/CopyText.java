package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.ValueException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Text for PostgreSQL's COPY, as bytes, without an object for each value. For one thread. */
final class CopyText {

    private static final int ASCII = 0x80;
    private static final int LONGEST_NUMBER = 20;
    private static final int MOST_YEAR = 9_999;

    private byte[] bytes = new byte[1 << 17];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    /** One that needs no escape. */
    void sign(char sign) {
        reserve(1);
        bytes[length++] = (byte) sign;
    }

    /** A text of ASCII that needs no escapes. */
    void plain(String text) {
        int size = text.length();
        reserve(size);
        for (int i = 0; i < size; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += size;
    }

    void number(long number) {
        if (number == Long.MIN_VALUE) {
            plain(Long.toString(number));
            return;
        }
        reserve(LONGEST_NUMBER);
        long left = Math.abs(number);
        if (number < 0) {
            bytes[length++] = '-';
        }
        int end = length + digits(left);
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        length = end;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long left = number; left >= 10; left /= 10) {
            digits++;
        }
        return digits;
    }

    void day(LocalDate day) {
        int year = day.getYear();
        if (year < 0 || year > MOST_YEAR) {
            plain(day.toString());
            return;
        }
        reserve(LONGEST_NUMBER);
        two(year / 100);
        two(year % 100);
        bytes[length++] = '-';
        two(day.getMonthValue());
        bytes[length++] = '-';
        two(day.getDayOfMonth());
    }

    private void two(int number) {
        bytes[length++] = (byte) ('0' + number / 10);
        bytes[length++] = (byte) ('0' + number % 10);
    }

    /**
     * Any text, with escapes where COPY wants them: all of those are ASCII, so the bytes of other characters hold none.
     *
     * @throws ValueException if it has a zero character
     */
    void text(String text) {
        int size = text.length();
        reserve(2 * size);
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                other(text.substring(i).getBytes(StandardCharsets.UTF_8));
                return;
            }
            escape((byte) c);
        }
    }

    private void other(byte[] utf8) {
        reserve(2 * utf8.length);
        for (byte b : utf8) {
            escape(b);
        }
    }

    private void escape(byte b) {
        switch (b) {
            case '\\' -> pair('\\');
            case '\t' -> pair('t');
            case '\n' -> pair('n');
            case '\r' -> pair('r');
            case '\0' ->
                throw new ValueException(
                        "has a zero character, which PostgreSQL cannot hold; take it out by a transform");
            default -> bytes[length++] = b;
        }
    }

    private void pair(char letter) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) letter;
    }
}
