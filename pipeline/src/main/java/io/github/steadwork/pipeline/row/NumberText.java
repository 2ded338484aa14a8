package io.github.steadwork.pipeline.row;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers. Short ones, which nearly all are, without any object but the result. */
final class NumberText {

    /** A decimal's digits and the zeros that its scale stands for, together: no text may make it grow past that. */
    private static final int MAX_DIGITS = 1_000;

    private static final int FAST_DIGITS = 18;
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private NumberText() {}

    static Long parseLong(CharSequence text) {
        int length = text.length();
        int start = signLength(text);
        if (start == length) {
            throw notLong(text);
        }
        boolean negative = text.charAt(0) == '-';
        long sum = 0; // kept negative, for there is one more negative number than positive ones
        for (int i = start; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || sum < Long.MIN_VALUE / 10) {
                throw notLong(text);
            }
            sum = sum * 10 - digit;
            if (sum > 0) {
                throw notLong(text);
            }
        }
        if (!negative && sum == Long.MIN_VALUE) {
            throw notLong(text);
        }
        return negative ? sum : -sum;
    }

    private static int signLength(CharSequence text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    }

    private static ValueException notLong(CharSequence text) {
        return new ValueException(
                Casts.quoted(text) + " is not a LONG; allowed are an optional sign and digits, within 64 bits");
    }

    static BigDecimal parseDecimal(CharSequence text) {
        Shape shape = Shape.of(text);
        if (shape == null) {
            throw new ValueException(Casts.quoted(text) + " is not a DECIMAL; allowed are an optional sign, digits with"
                    + " an optional point, and an optional exponent");
        }
        if (shape.isShort()) {
            return BigDecimal.valueOf(shape.unscaled, shape.scale);
        }
        if (text.length() > MAX_DIGITS || shape.exponentLength > 4) {
            throw tooLong(text);
        }
        BigDecimal decimal = new BigDecimal(text.toString());
        if ((long) decimal.precision() + Math.abs((long) decimal.scale()) > MAX_DIGITS) {
            throw tooLong(text);
        }
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    private static ValueException tooLong(CharSequence text) {
        return new ValueException(Casts.quoted(text) + " is too long for a DECIMAL; allowed are " + MAX_DIGITS
                + " digits, and so many zeros by its exponent");
    }

    static Double parseDouble(CharSequence text) {
        Shape shape = Shape.of(text);
        if (shape == null) {
            return parseSpecial(text);
        }
        if (shape.isShort() && shape.digits <= EXACT_DIGITS) {
            double exact = shape.unscaled / POWERS_OF_TEN[shape.scale];
            return exact == 0 && text.charAt(0) == '-' ? -0.0 : exact;
        }
        double value = Double.parseDouble(text.toString());
        if (Double.isInfinite(value)) {
            throw new ValueException(Casts.quoted(text) + " is too large for a DOUBLE; use DECIMAL");
        }
        return value;
    }

    private static Double parseSpecial(CharSequence text) {
        return switch (text.toString()) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default ->
                throw new ValueException(Casts.quoted(text)
                        + " is not a DOUBLE; allowed are an optional sign, digits with an optional point, an optional"
                        + " exponent, and NaN, Infinity, -Infinity");
        };
    }

    /** What a text looks like that is a number. Escape analysis removes it from the hot path. */
    private static final class Shape {

        private final long unscaled;
        private final int digits;
        private final int scale;
        private final int exponentLength;

        private Shape(long unscaled, int digits, int scale, int exponentLength) {
            this.unscaled = unscaled;
            this.digits = digits;
            this.scale = scale;
            this.exponentLength = exponentLength;
        }

        boolean isShort() {
            return exponentLength == 0 && digits <= FAST_DIGITS;
        }

        static @Nullable Shape of(CharSequence text) {
            int length = text.length();
            int i = signLength(text);
            long unscaled = 0;
            int digits = 0;
            int scale = -1;
            for (; i < length; i++) {
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') {
                    unscaled = unscaled * 10 + (c - '0');
                    digits++;
                    scale += scale >= 0 ? 1 : 0;
                } else if (c == '.' && scale < 0) {
                    scale = 0;
                } else {
                    break;
                }
            }
            int exponent = exponentLength(text, i);
            if (digits == 0 || exponent < 0) {
                return null;
            }
            return new Shape(text.charAt(0) == '-' ? -unscaled : unscaled, digits, Math.max(0, scale), exponent);
        }

        /** How many digits the exponent has, 0 without one, negative if it is none. */
        private static int exponentLength(CharSequence text, int from) {
            if (from == text.length()) {
                return 0;
            }
            int i = from + 1;
            if (Character.toLowerCase(text.charAt(from)) != 'e') {
                return -1;
            }
            if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
                i++;
            }
            int first = i;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            return i == text.length() && i > first ? i - first : -1;
        }
    }
}
