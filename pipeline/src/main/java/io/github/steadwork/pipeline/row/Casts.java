package io.github.steadwork.pipeline.row;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a value of one type becomes one of another, and how text is read. Strict: there is one grammar for each type, blanks
 * around a value are not part of any, and a failure is a {@link ValueException}, never a silent null. Null stays null.
 *
 * <p>Text is read so:
 *
 * <ul>
 *   <li>BOOLEAN: {@code true} or {@code false}, in any case.
 *   <li>LONG: an optional sign and digits, within 64 bits.
 *   <li>DECIMAL, DOUBLE: an optional sign, digits with an optional point among or around them, an optional exponent. DOUBLE
 *       also takes {@code NaN}, {@code Infinity} and {@code -Infinity}, and refuses a number that is too large for it.
 *   <li>DATE: {@code 2026-01-31}.
 *   <li>LOCAL_DATE_TIME: {@code 2026-01-31T13:45}, with optional seconds and up to nine digits of their fraction; a blank
 *       may stand for the T.
 *   <li>INSTANT: the same, followed by {@code Z} or an offset as {@code +02:00}.
 *   <li>BYTES: Base64 with its padding.
 * </ul>
 *
 * <p>What {@link #text} writes, {@link #parse} reads back as an equal value, except lists and rows, which are written as
 * JSON and not read.
 */
public final class Casts {

    private static final int SHOWN = 60;

    private Casts() {}

    /**
     * The value as one of this type.
     *
     * @throws ValueException if it cannot be one without loss, or not without saying more (as a time zone)
     */
    public static @Nullable Object cast(@Nullable Object value, ColumnType type) {
        if (value == null || type.accepts(value)) {
            return value;
        }
        if (value instanceof String text) {
            return parse(text, type);
        }
        return switch (type) {
            case STRING -> text(value);
            case LONG -> toLong(value);
            case DECIMAL -> toDecimal(value);
            case DOUBLE -> toDouble(value);
            case DATE -> toDate(value);
            case LOCAL_DATE_TIME -> toDateTime(value);
            case BOOLEAN, INSTANT, BYTES, LIST, ROW -> throw impossible(value, type);
        };
    }

    /**
     * The value that the text stands for, by the grammar that the class describes.
     *
     * @throws ValueException if it stands for none
     */
    public static Object parse(CharSequence text, ColumnType type) {
        return switch (type) {
            case BOOLEAN -> parseBoolean(text);
            case LONG -> NumberText.parseLong(text);
            case DECIMAL -> NumberText.parseDecimal(text);
            case DOUBLE -> NumberText.parseDouble(text);
            case STRING -> text.toString();
            case DATE -> TimeText.parseDate(text);
            case INSTANT -> TimeText.parseInstant(text);
            case LOCAL_DATE_TIME -> TimeText.parseDateTime(text);
            case BYTES -> parseBytes(text);
            case LIST, ROW -> throw new ValueException("text cannot be read as a " + type + "; keep it as STRING");
        };
    }

    /** The value as text; null for null. Numbers have a point and no grouping, times are ISO 8601, bytes are Base64. */
    public static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof LocalDateTime dateTime) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(dateTime);
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof List<?> || value instanceof Row) {
            return JsonText.of(value);
        }
        return value.toString();
    }

    /** The text in quotes, cut where it is long: how a value is shown in a message. */
    public static String quoted(@Nullable CharSequence text) {
        if (text == null) {
            return "null";
        }
        return "'" + (text.length() <= SHOWN ? text : text.subSequence(0, SHOWN) + "...") + "'";
    }

    /** The number as a decimal of exactly its value; it must be finite. */
    static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Long l ? BigDecimal.valueOf(l) : new BigDecimal(number.doubleValue());
    }

    private static Boolean parseBoolean(CharSequence text) {
        if (CharSequence.compare(text, "true") == 0 || "true".equalsIgnoreCase(text.toString())) {
            return Boolean.TRUE;
        }
        if ("false".equalsIgnoreCase(text.toString())) {
            return Boolean.FALSE;
        }
        throw new ValueException(quoted(text) + " is not a BOOLEAN; allowed are true and false");
    }

    private static byte[] parseBytes(CharSequence text) {
        try {
            return Base64.getDecoder().decode(text.toString());
        } catch (IllegalArgumentException e) {
            throw new ValueException(quoted(text) + " is not BYTES; allowed is Base64 with its padding");
        }
    }

    private static Long toLong(Object value) {
        if (value instanceof Number number && !(number instanceof Double d && !Double.isFinite(d))) {
            try {
                return exact(number).longValueExact();
            } catch (ArithmeticException e) {
                throw new ValueException(quoted(text(value))
                        + " is not a LONG; it has a fraction (use round, floor or trunc) or more than 64 bits");
            }
        }
        throw impossible(value, ColumnType.LONG);
    }

    private static BigDecimal toDecimal(Object value) {
        if (value instanceof Long l) {
            return BigDecimal.valueOf(l);
        }
        if (value instanceof Double d && Double.isFinite(d)) {
            return BigDecimal.valueOf(d);
        }
        throw impossible(value, ColumnType.DECIMAL);
    }

    private static Double toDouble(Object value) {
        if (value instanceof Number number) {
            double d = number.doubleValue();
            if (Double.isFinite(d)) {
                return d;
            }
        }
        throw impossible(value, ColumnType.DOUBLE);
    }

    private static LocalDate toDate(Object value) {
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.toLocalDate();
        }
        throw impossible(value, ColumnType.DATE);
    }

    private static LocalDateTime toDateTime(Object value) {
        if (value instanceof LocalDate date) {
            return date.atTime(LocalTime.MIDNIGHT);
        }
        throw impossible(value, ColumnType.LOCAL_DATE_TIME);
    }

    private static ValueException impossible(Object value, ColumnType type) {
        String from = ColumnType.of(value).map(Enum::name).orElseThrow(() -> Values.notAValue(value));
        boolean zone = value instanceof Instant || type == ColumnType.INSTANT;
        return new ValueException(quoted(text(value)) + " of type " + from + " cannot become a " + type
                + (zone && type.isTemporal() ? "; say the time zone, with to_local or to_instant" : ""));
    }
}
