package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.expression.Node.Operator;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Computes with numbers. LONG is exact, and an overflow is an error. DECIMAL is exact, but for division, which keeps 34
 * digits and rounds half up; a LONG divided by a LONG is a DECIMAL. With a DOUBLE everything is a DOUBLE. Division by zero
 * is an error for every type.
 */
final class ArithmeticEvaluators {

    private static final MathContext DIVISION = new MathContext(34, RoundingMode.HALF_UP);

    private ArithmeticEvaluators() {}

    static Typed of(Operator operator, Typed left, Typed right, int at) {
        ColumnType common = Typed.common(left.type(), right.type());
        ColumnType type = common == ColumnType.LONG && operator == Operator.DIVIDE ? ColumnType.DECIMAL : common;
        if (type == null) {
            return new Typed(row -> null, ColumnType.LONG, at);
        }
        Evaluator a = left.evaluator();
        Evaluator b = right.evaluator();
        Evaluator evaluator = row -> {
            Object x = a.evaluate(row);
            Object y = x == null ? null : b.evaluate(row);
            return (x == null || y == null) ? null : compute(operator, type, (Number) x, (Number) y);
        };
        return new Typed(evaluator, type, at);
    }

    private static Object compute(Operator operator, ColumnType type, Number x, Number y) {
        return switch (type) {
            case LONG -> longs(operator, x.longValue(), y.longValue());
            case DOUBLE -> doubles(operator, x.doubleValue(), y.doubleValue());
            default -> decimals(operator, decimal(x), decimal(y));
        };
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }

    private static long longs(Operator operator, long x, long y) {
        try {
            return switch (operator) {
                case ADD -> Math.addExact(x, y);
                case SUBTRACT -> Math.subtractExact(x, y);
                case MULTIPLY -> Math.multiplyExact(x, y);
                case DIVIDE, REMAINDER -> x % divisor(y, y == 0, operator);
            };
        } catch (ArithmeticException e) {
            throw new ValueException(
                    x + " " + operator.symbol + " " + y + " is more than a LONG can hold; cast one to decimal");
        }
    }

    private static double doubles(Operator operator, double x, double y) {
        return switch (operator) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / divisor(y, y == 0, operator);
            case REMAINDER -> x % divisor(y, y == 0, operator);
        };
    }

    private static BigDecimal decimals(Operator operator, BigDecimal x, BigDecimal y) {
        return switch (operator) {
            case ADD -> x.add(y);
            case SUBTRACT -> x.subtract(y);
            case MULTIPLY -> x.multiply(y);
            case DIVIDE -> quotient(x, divisor(y, y.signum() == 0, operator));
            case REMAINDER -> x.remainder(divisor(y, y.signum() == 0, operator));
        };
    }

    private static BigDecimal quotient(BigDecimal x, BigDecimal y) {
        BigDecimal quotient = x.divide(y, DIVISION).stripTrailingZeros();
        return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
    }

    private static <N extends Number> N divisor(N number, boolean zero, Operator operator) {
        if (zero) {
            throw new ValueException("'" + operator.symbol + "' by zero; guard it with nullif(x, 0)");
        }
        return number;
    }
}
