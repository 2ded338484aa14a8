package io.github.steadwork.pipeline.row;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values are compared: one total order over all values, and equality and hash codes that agree with it.
 *
 * <ul>
 *   <li>Numbers are compared by value across LONG, DECIMAL and DOUBLE, exactly: 1, 1.00 and 1.0 are equal. So are 0.0
 *       and -0.0. NaN equals NaN and is greater than every other number.
 *   <li>Text is compared by code points, not by a language's rules. {@code false} is less than {@code true}.
 *   <li>Bytes are compared as unsigned, lists and rows element by element; where one ends, it is the lesser.
 *   <li>Null equals null and is greater than everything else. (Expressions treat null otherwise, as SQL does.)
 *   <li>Values of kinds that have nothing in common are ordered by their kind, as {@link ColumnType} lists them.
 * </ul>
 */
public final class Values {

    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private Values() {}

    /** Whether both are equal, as the class describes. */
    public static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        if (a instanceof String || (a instanceof Long && b instanceof Long)) {
            return a.equals(b);
        }
        return compare(a, b) == 0;
    }

    /** A hash code that is the same for equal values, and the same in every run of every JVM. */
    public static int hash(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof String text) {
            return text.hashCode();
        }
        if (value instanceof Number number) {
            return numberHash(number);
        }
        if (value instanceof byte[] bytes) {
            return Arrays.hashCode(bytes);
        }
        if (value instanceof List<?> list) {
            int hash = 1;
            for (Object element : list) {
                hash = 31 * hash + hash(element);
            }
            return hash;
        }
        return value.hashCode();
    }

    private static int numberHash(Number number) {
        if (number instanceof Long l && l > -EXACT_IN_DOUBLE && l < EXACT_IN_DOUBLE) {
            return mix(l);
        }
        double d = number.doubleValue();
        boolean whole = d == Math.rint(d) && Math.abs(d) < EXACT_IN_DOUBLE;
        return mix(whole ? (long) d : Double.doubleToLongBits(d));
    }

    private static int mix(long bits) {
        long mixed = (bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    /** Negative, zero or positive as {@code a} comes before, with or after {@code b}, as the class describes. */
    public static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return 0;
        }
        if (a == null) {
            return 1;
        }
        if (b == null) {
            return -1;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return compareNumbers(x, y);
        }
        if (a instanceof String x && b instanceof String y) {
            return compareText(x, y);
        }
        if (a instanceof LocalDate x && b instanceof LocalDate y) {
            return x.compareTo(y);
        }
        int kinds = kind(a).compareTo(kind(b));
        return kinds != 0 ? kinds : compareSameKind(a, b);
    }

    private static ColumnType kind(Object value) {
        ColumnType type = ColumnType.of(value).orElseThrow(() -> notAValue(value));
        return type.isNumeric() ? ColumnType.LONG : type;
    }

    static DataException notAValue(Object value) {
        return new DataException("a " + value.getClass().getName()
                + " is not a value that a row can hold; allowed are the classes that ColumnType names");
    }

    private static int compareSameKind(Object a, Object b) {
        if (a instanceof Boolean x) {
            return x.compareTo((Boolean) b);
        }
        if (a instanceof Instant x) {
            return x.compareTo((Instant) b);
        }
        if (a instanceof LocalDateTime x) {
            return x.compareTo((LocalDateTime) b);
        }
        if (a instanceof byte[] x) {
            return Arrays.compareUnsigned(x, (byte[]) b);
        }
        if (a instanceof List<?> x) {
            return compareArrays(x.toArray(), ((List<?>) b).toArray());
        }
        return compareArrays(((Row) a).toArray(), ((Row) b).toArray());
    }

    private static int compareArrays(@Nullable Object[] a, @Nullable Object[] b) {
        int common = Math.min(a.length, b.length);
        for (int i = 0; i < common; i++) {
            int order = compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static int compareNumbers(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof Double x && b instanceof Double y) {
            return compareDoubles(x, y);
        }
        if (isNotFinite(a) || isNotFinite(b)) {
            return compareDoubles(a.doubleValue(), b.doubleValue());
        }
        return Casts.exact(a).compareTo(Casts.exact(b));
    }

    private static boolean isNotFinite(Number number) {
        return number instanceof Double d && !Double.isFinite(d);
    }

    private static int compareDoubles(double a, double b) {
        return a == b ? 0 : Double.compare(a, b);
    }

    /** By code points: where two texts differ first, a surrogate stands for more than any other char. */
    private static int compareText(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean onlyOne = Character.isSurrogate(x) != Character.isSurrogate(y);
                return onlyOne ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
