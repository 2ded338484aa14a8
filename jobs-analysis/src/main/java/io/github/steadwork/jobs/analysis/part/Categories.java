package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes categories of values: equal values one category, dates rounded to a period, names to show. */
final class Categories {

    private static final int MOST_FILLED = 2_000;

    private final Optional<Period> period;
    private final ColumnType type;

    Categories(ColumnType type, Optional<Period> period) {
        this.type = type;
        this.period = type.isTemporal() ? period : Optional.empty();
    }

    /** The category of a value; null for none. */
    @Nullable
    Object of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (period.isPresent()) {
            return period.get().start(value).orElse(null);
        }
        return normal(value);
    }

    /** Numbers of equal value as one object; all others as they are, or as text if they have no equality. */
    static Object normal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        }
        if (value instanceof Double number) {
            return number + 0.0;
        }
        return value instanceof byte[] ? String.valueOf(Casts.text(value)) : value;
    }

    String name(Object category) {
        if (period.isPresent() && category instanceof LocalDate start) {
            return period.get().label(start);
        }
        if (category instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        String text = String.valueOf(Casts.text(category));
        return text.isEmpty() ? "(empty)" : text;
    }

    /** Whether categories run on, as years do. */
    boolean isOrdinal() {
        return type.isTemporal() || type.isNumeric();
    }

    /** The categories with those that lie between them, where that can be said: periods and whole numbers. */
    List<Object> filled(List<Object> sorted) {
        if (sorted.size() < 2) {
            return sorted;
        }
        List<Object> all = new ArrayList<>();
        Object last = sorted.get(sorted.size() - 1);
        if (period.isPresent() && last instanceof LocalDate end) {
            for (LocalDate day = (LocalDate) sorted.get(0);
                    !day.isAfter(end);
                    day = period.get().next(day)) {
                all.add(day);
                if (all.size() > MOST_FILLED) {
                    return sorted;
                }
            }
            return all;
        }
        if (sorted.get(0) instanceof Long first
                && last instanceof Long end
                && end - first < MOST_FILLED
                && end > first) {
            for (long number = first; number <= end; number++) {
                all.add(number);
            }
            return all.size() <= 4L * sorted.size() ? all : sorted;
        }
        return sorted;
    }
}
