package io.github.steadwork.pipeline.expression;

import static io.github.steadwork.pipeline.expression.Kind.NUMBER;
import static io.github.steadwork.pipeline.expression.Kind.REAL;
import static io.github.steadwork.pipeline.expression.Kind.WHOLE;
import static io.github.steadwork.pipeline.row.ColumnType.BOOLEAN;
import static io.github.steadwork.pipeline.row.ColumnType.DOUBLE;
import static io.github.steadwork.pipeline.row.ColumnType.LONG;

import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers. */
final class NumberFunctions {

    private static final int MAX_DIGITS = 30;

    static final List<Function> ALL = List.of(
            Function.of("abs", null, a -> abs(number(a)), NUMBER),
            Function.of("sign", LONG, a -> sign(number(a)), NUMBER),
            Function.of("ceil", null, a -> rounded(number(a), 0, RoundingMode.CEILING), NUMBER),
            Function.of("floor", null, a -> rounded(number(a), 0, RoundingMode.FLOOR), NUMBER),
            Function.optional("round", null, a -> rounded(number(a), digits(a), RoundingMode.HALF_UP), NUMBER, WHOLE),
            Function.optional("trunc", null, a -> rounded(number(a), digits(a), RoundingMode.DOWN), NUMBER, WHOLE),
            Function.of("sqrt", DOUBLE, a -> defined("sqrt", a, Math::sqrt), REAL),
            Function.of("exp", DOUBLE, a -> defined("exp", a, Math::exp), REAL),
            Function.of("ln", DOUBLE, a -> defined("ln", a, Math::log), REAL),
            Function.of("log10", DOUBLE, a -> defined("log10", a, Math::log10), REAL),
            Function.of("power", DOUBLE, a -> defined("power", a, x -> Math.pow(x, (Double) a[1])), REAL, REAL),
            Function.of("is_nan", BOOLEAN, a -> Double.isNaN((Double) a[0]), REAL));

    private NumberFunctions() {}

    private static Number number(Object[] arguments) {
        return (Number) arguments[0];
    }

    private static int digits(Object[] arguments) {
        long digits = arguments.length > 1 ? (Long) arguments[1] : 0;
        if (digits < -MAX_DIGITS || digits > MAX_DIGITS) {
            throw new ValueException(
                    "it is to be rounded to " + digits + " digits, allowed are -" + MAX_DIGITS + " to " + MAX_DIGITS);
        }
        return (int) digits;
    }

    private static Object abs(Number number) {
        if (number instanceof Long l) {
            if (l == Long.MIN_VALUE) {
                throw new ValueException("abs(" + l + ") is more than a LONG can hold; cast it to decimal");
            }
            return Math.abs(l);
        }
        return number instanceof BigDecimal decimal ? decimal.abs() : (Object) Math.abs(number.doubleValue());
    }

    private static long sign(Number number) {
        return number instanceof BigDecimal decimal
                ? decimal.signum()
                : number instanceof Long l ? Long.signum(l) : (long) Math.signum(number.doubleValue());
    }

    /** With so many digits behind the point; a double is rounded as the decimal that it is written as. */
    private static Object rounded(Number number, int digits, RoundingMode mode) {
        if (number instanceof BigDecimal decimal) {
            return rounded(decimal, digits, mode);
        }
        if (number instanceof Long l) {
            return digits >= 0 ? l : roundedLong(l, digits, mode);
        }
        double d = number.doubleValue();
        return Double.isFinite(d) ? rounded(BigDecimal.valueOf(d), digits, mode).doubleValue() : d;
    }

    private static BigDecimal rounded(BigDecimal decimal, int digits, RoundingMode mode) {
        if (decimal.scale() <= digits) {
            return decimal;
        }
        BigDecimal rounded = decimal.setScale(digits, mode);
        return digits < 0 ? rounded.setScale(0) : rounded;
    }

    private static Object roundedLong(long number, int digits, RoundingMode mode) {
        try {
            return rounded(BigDecimal.valueOf(number), digits, mode).longValueExact();
        } catch (ArithmeticException e) {
            throw new ValueException(number + ", rounded, is more than a LONG can hold; cast it to decimal");
        }
    }

    private static double defined(String name, Object[] arguments, DoubleUnaryOperator function) {
        double x = (Double) arguments[0];
        double y = function.applyAsDouble(x);
        if (Double.isFinite(x) && !Double.isFinite(y)) {
            throw new ValueException(name + " of " + x + " is " + y + "; guard it with a condition");
        }
        return y;
    }
}
