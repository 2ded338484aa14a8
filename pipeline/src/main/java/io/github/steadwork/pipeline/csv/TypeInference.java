package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the narrowest type that all values of a column fit. */
final class TypeInference {

    /** From the narrowest on; STRING fits everything. */
    private static final List<ColumnType> CANDIDATES = List.of(
            ColumnType.BOOLEAN,
            ColumnType.LONG,
            ColumnType.DECIMAL,
            ColumnType.DOUBLE,
            ColumnType.DATE,
            ColumnType.LOCAL_DATE_TIME,
            ColumnType.INSTANT,
            ColumnType.STRING);

    private TypeInference() {}

    static ColumnEvidence of(String column, List<@Nullable String> values) {
        List<String> present = values.stream()
                .filter(value -> value != null && !value.isEmpty())
                .map(String::valueOf)
                .toList();
        long nulls = values.size() - (long) present.size();
        if (present.isEmpty()) {
            return new ColumnEvidence(column, ColumnType.STRING, values.size(), nulls, "");
        }
        int candidate = 0;
        String against = "";
        for (int i = 0; i < present.size(); i++) {
            int fits = firstThatFits(present, i + 1, candidate);
            if (fits != candidate && i > 0) {
                against = present.get(i);
            }
            candidate = fits;
        }
        return new ColumnEvidence(column, CANDIDATES.get(candidate), values.size(), nulls, against);
    }

    /** The first candidate that the newest of the values fits, and all before it. */
    private static int firstThatFits(List<String> values, int count, int from) {
        int candidate = from;
        while (!fits(values.get(count - 1), CANDIDATES.get(candidate))
                || (candidate != from && !allFit(values, count - 1, CANDIDATES.get(candidate)))) {
            candidate++;
        }
        return candidate;
    }

    private static boolean allFit(List<String> values, int count, ColumnType type) {
        return values.subList(0, count).stream().allMatch(value -> fits(value, type));
    }

    private static boolean fits(String value, ColumnType type) {
        if (type == ColumnType.STRING) {
            return true;
        }
        if (type.isNumeric() && isCode(value, type)) {
            return false;
        }
        try {
            Casts.parse(value, type);
            return true;
        } catch (ValueException e) {
            return false;
        }
    }

    /** Whether a number would lose something: the zero in front of a postal code, or the plus of a phone number. */
    private static boolean isCode(String value, ColumnType type) {
        boolean zero = value.length() > 1 && value.charAt(0) == '0' && Character.isDigit(value.charAt(1));
        boolean exponent =
                type == ColumnType.DECIMAL && value.toLowerCase(Locale.ROOT).indexOf('e') >= 0;
        return zero || exponent || value.charAt(0) == '+';
    }
}
