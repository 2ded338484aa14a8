package io.github.steadwork.jobs.processing.profile;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.ArrayList;
import java.util.List;

/** The types that all texts so far can be read as, the narrowest first. For one thread. */
final class NarrowestType {

    private final List<ColumnType> left = new ArrayList<>(List.of(
            ColumnType.BOOLEAN,
            ColumnType.LONG,
            ColumnType.DECIMAL,
            ColumnType.DATE,
            ColumnType.LOCAL_DATE_TIME,
            ColumnType.INSTANT));

    void see(String text) {
        left.removeIf(type -> !fits(text, type));
    }

    private static boolean fits(String text, ColumnType type) {
        if (type.isNumeric() && isCode(text)) {
            return false;
        }
        try {
            Casts.parse(text, type);
            return true;
        } catch (ValueException e) {
            return false;
        }
    }

    /** As a postal code or the number of a telephone, which would lose its zero or its plus. */
    private static boolean isCode(String text) {
        return text.startsWith("+")
                || (text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1)));
    }

    ColumnType get() {
        return left.isEmpty() ? ColumnType.STRING : left.get(0);
    }
}
