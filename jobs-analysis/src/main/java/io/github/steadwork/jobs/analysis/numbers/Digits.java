package io.github.steadwork.jobs.analysis.numbers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: with thousands separated, and without digits that say nothing. */
public final class Digits {

    private static final double[] SIZES = {1e12, 1e9, 1e6, 1e3};
    private static final String[] NAMES = {"T", "B", "M", "k"};

    private Digits() {}

    /** As "12,345.68": whole numbers in full, others to six significant digits, but never fewer than the whole part has. */
    public static String grouped(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "not a number" : x > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(x);
        if (size >= 1e15 || (size > 0 && size < 1e-4)) {
            return new BigDecimal(x)
                    .round(new MathContext(6))
                    .stripTrailingZeros()
                    .toString()
                    .replace("E+", "E");
        }
        if (x == Math.rint(x)) {
            return String.format(Locale.ROOT, "%,d", (long) x);
        }
        int whole = size < 1 ? 0 : (int) Math.log10(size) + 1;
        int decimals = Math.max(0, 6 - whole);
        return decimals(x, size >= 1_000 ? Math.min(decimals, 2) : decimals);
    }

    /** As "12,345". */
    public static String grouped(long x) {
        return grouped(Long.toString(x));
    }

    /** Text of a number as it is stored, with its whole part grouped: "-1234.50" becomes "-1,234.50". */
    public static String grouped(String plain) {
        int start = plain.startsWith("-") ? 1 : 0;
        int end = start;
        while (end < plain.length() && Character.isDigit(plain.charAt(end))) {
            end++;
        }
        StringBuilder text = new StringBuilder(plain);
        for (int i = end - 3; i > start; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    private static String decimals(double x, int most) {
        BigDecimal rounded =
                BigDecimal.valueOf(x).setScale(most, RoundingMode.HALF_UP).stripTrailingZeros();
        return grouped(rounded.toPlainString());
    }

    /** As "12.3k" or "4M": for where there is little room. */
    public static String brief(double x) {
        double size = Math.abs(x);
        for (int i = 0; i < SIZES.length; i++) {
            if (size >= SIZES[i] * 0.99995) {
                return three(x / SIZES[i]) + NAMES[i];
            }
        }
        return three(x);
    }

    private static String three(double x) {
        if (!Double.isFinite(x)) {
            return grouped(x);
        }
        String text =
                new BigDecimal(x).round(new MathContext(3)).stripTrailingZeros().toPlainString();
        return text.length() > 9 ? String.format(Locale.ROOT, "%.2g", x) : text;
    }

    /** Labels for an axis: all with as many digits as its step needs. */
    public static String onAxis(double x, double step, double greatest) {
        for (int i = 0; i < SIZES.length; i++) {
            if (greatest >= 10 * SIZES[i] || (greatest >= SIZES[i] && i < 3)) {
                return x == 0 ? "0" : decimals(x / SIZES[i], places(step / SIZES[i])) + NAMES[i];
            }
        }
        return greatest > 0 && greatest < 1e-4 ? three(x) : decimals(x, places(step));
    }

    private static int places(double step) {
        int exponent = (int) Math.floor(Math.log10(step) + 1e-9);
        return Math.max(0, Math.min(12, -exponent));
    }
}
