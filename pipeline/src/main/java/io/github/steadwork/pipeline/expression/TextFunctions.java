package io.github.steadwork.pipeline.expression;

import static io.github.steadwork.pipeline.expression.Kind.PATTERN;
import static io.github.steadwork.pipeline.expression.Kind.TEXT;
import static io.github.steadwork.pipeline.expression.Kind.WHOLE;
import static io.github.steadwork.pipeline.row.ColumnType.BOOLEAN;
import static io.github.steadwork.pipeline.row.ColumnType.LONG;
import static io.github.steadwork.pipeline.row.ColumnType.STRING;

import io.github.steadwork.pipeline.row.ValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions of text. Lengths and positions count code points, from 1. */
final class TextFunctions {

    private static final int MAX_LENGTH = 1_000_000;

    static final List<Function> ALL = List.of(
            Function.of("length", LONG, a -> (long) length(text(a, 0)), TEXT),
            Function.of("upper", STRING, a -> text(a, 0).toUpperCase(Locale.ROOT), TEXT),
            Function.of("lower", STRING, a -> text(a, 0).toLowerCase(Locale.ROOT), TEXT),
            Function.of("initcap", STRING, a -> initcap(text(a, 0)), TEXT),
            Function.of("trim", STRING, a -> text(a, 0).strip(), TEXT),
            Function.of("ltrim", STRING, a -> text(a, 0).stripLeading(), TEXT),
            Function.of("rtrim", STRING, a -> text(a, 0).stripTrailing(), TEXT),
            Function.of("squeeze", STRING, a -> squeeze(text(a, 0)), TEXT),
            Function.of(
                    "reverse",
                    STRING,
                    a -> new StringBuilder(text(a, 0)).reverse().toString(),
                    TEXT),
            Function.of("left", STRING, a -> slice(text(a, 0), 0, whole(a, 1)), TEXT, WHOLE),
            Function.of("right", STRING, a -> right(text(a, 0), whole(a, 1)), TEXT, WHOLE),
            Function.optional("substring", STRING, TextFunctions::substring, TEXT, WHOLE, WHOLE),
            Function.of("replace", STRING, a -> replace(text(a, 0), text(a, 1), text(a, 2)), TEXT, TEXT, TEXT),
            Function.of("contains", BOOLEAN, a -> text(a, 0).contains(text(a, 1)), TEXT, TEXT),
            Function.of("starts_with", BOOLEAN, a -> text(a, 0).startsWith(text(a, 1)), TEXT, TEXT),
            Function.of("ends_with", BOOLEAN, a -> text(a, 0).endsWith(text(a, 1)), TEXT, TEXT),
            Function.of("position", LONG, a -> position(text(a, 0), text(a, 1)), TEXT, TEXT),
            Function.of("lpad", STRING, a -> padding(a).concat(text(a, 0)), TEXT, WHOLE, TEXT),
            Function.of("rpad", STRING, a -> text(a, 0).concat(padding(a)), TEXT, WHOLE, TEXT),
            Function.of("repeat", STRING, a -> repeat(text(a, 0), whole(a, 1)), TEXT, WHOLE),
            Function.of("split_part", STRING, a -> part(text(a, 0), text(a, 1), whole(a, 2)), TEXT, TEXT, WHOLE),
            Function.of("sha256", STRING, a -> sha256(text(a, 0)), TEXT),
            Function.of("matches", BOOLEAN, a -> pattern(a).matches(text(a, 0)), TEXT, PATTERN),
            Function.of("regex_extract", STRING, a -> pattern(a).find(text(a, 0)), TEXT, PATTERN),
            Function.of("regex_replace", STRING, a -> pattern(a).replace(text(a, 0), text(a, 2)), TEXT, PATTERN, TEXT));

    private TextFunctions() {}

    private static String text(Object[] arguments, int index) {
        return (String) arguments[index];
    }

    private static long whole(Object[] arguments, int index) {
        return (Long) arguments[index];
    }

    private static SafePattern pattern(Object[] arguments) {
        return (SafePattern) arguments[1];
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String initcap(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean start = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            out.appendCodePoint(start ? Character.toTitleCase(c) : Character.toLowerCase(c));
            start = !Character.isLetterOrDigit(c) && c != '\'';
            i += Character.charCount(c);
        }
        return out.toString();
    }

    /** Without blanks at the ends, and with one where there are several. */
    private static String squeeze(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c) || c == '\u00A0';
            if (!blank) {
                if (pending && out.length() > 0) {
                    out.append(' ');
                }
                out.append(c);
            }
            pending = blank;
        }
        return out.toString();
    }

    /** From one code point, counted from 0, to another; both are drawn into the text where they are outside. */
    private static String slice(String text, long from, long to) {
        int length = length(text);
        int start = (int) Math.max(0, Math.min(from, length));
        int end = (int) Math.max(start, Math.min(to, length));
        int first = text.offsetByCodePoints(0, start);
        return text.substring(first, text.offsetByCodePoints(first, end - start));
    }

    private static String right(String text, long count) {
        int length = length(text);
        return slice(text, length - Math.max(0, Math.min(count, length)), length);
    }

    private static String substring(Object[] a) {
        long from = whole(a, 1) - 1;
        long count = a.length > 2 ? Math.min(whole(a, 2), Integer.MAX_VALUE) : Integer.MAX_VALUE;
        if (from < 0 || count < 0) {
            throw new ValueException("substring begins at " + whole(a, 1) + " and takes " + count
                    + " characters; allowed are 1 or more, and 0 or more");
        }
        return slice(text(a, 0), from, Math.min(from, Integer.MAX_VALUE) + count);
    }

    private static String replace(String text, String what, String by) {
        return what.isEmpty() ? text : text.replace(what, by);
    }

    private static long position(String text, String part) {
        int index = text.indexOf(part);
        return index < 0 ? 0 : text.codePointCount(0, index) + 1L;
    }

    private static String padding(Object[] a) {
        String fill = text(a, 2);
        long missing = whole(a, 1) - length(text(a, 0));
        if (missing <= 0 || fill.isEmpty()) {
            return "";
        }
        return slice(repeat(fill, missing / length(fill) + 1), 0, missing);
    }

    private static String repeat(String text, long times) {
        if (times < 0 || (times > 0 && text.length() > MAX_LENGTH / times)) {
            throw new ValueException("a text of " + text.length() + " characters, " + times
                    + " times, is not allowed; at most " + MAX_LENGTH + " characters are");
        }
        return text.repeat((int) times);
    }

    /** The part of this number, from 1, of those that the separator makes; empty if there are fewer. */
    private static String part(String text, String separator, long number) {
        if (number < 1 || separator.isEmpty()) {
            throw new ValueException(
                    "split_part takes a separator and a part from 1, but was given '" + separator + "' and " + number);
        }
        int start = 0;
        for (long i = 1; i < number; i++) {
            int next = text.indexOf(separator, start);
            if (next < 0) {
                return "";
            }
            start = next + separator.length();
        }
        int end = text.indexOf(separator, start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    private static @Nullable String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
