package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.ValueException;
import io.github.steadwork.pipeline.row.Values;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values lie between two bounds, both of which are allowed. NaN lies above every number.
 *
 * @param column its name
 * @param min the least value, written as text; empty for none
 * @param max the greatest value, written as text; empty for none
 * @param as the type to read values as; that of the column if empty. Needed for a column of text, of which a range makes no
 *     sense otherwise
 * @param severity ERROR if not said
 */
public record RangeRule(
        String column, Optional<String> min, Optional<String> max, Optional<ColumnType> as, Severity severity)
        implements ValidationRule {

    /** Refuses a rule without bounds. */
    public RangeRule {
        if (column == null || column.isBlank()) {
            throw new IllegalArgumentException("range: column is blank, allowed is a name");
        }
        min = Objects.requireNonNullElse(min, Optional.empty());
        max = Objects.requireNonNullElse(max, Optional.empty());
        as = Objects.requireNonNullElse(as, Optional.empty());
        severity = Rules.severity(severity);
        if (min.isEmpty() && max.isEmpty()) {
            throw new IllegalArgumentException("range: min and max are missing, allowed is one or both");
        }
    }

    /** The same, with values read as this type. */
    public RangeRule as(ColumnType type) {
        return new RangeRule(column, min, max, Optional.of(type), severity);
    }

    @Override
    public RangeRule warning() {
        return new RangeRule(column, min, max, as, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        ColumnType type = as.orElse(plan.schema().column(column).type());
        if (!type.isNumeric() && !type.isTemporal()) {
            throw new DataException("range needs numbers or times, but column '" + column + "' is " + type
                    + "; say which type to read it as, as DECIMAL or DATE");
        }
        Object least = bound("min", min, type);
        Object greatest = bound("max", max, type);
        plan.addAccuracy("range", column, severity, value -> failure(Casts.cast(value, type), least, greatest));
    }

    /** A whole number stays a LONG, which compares fastest; a bound with a fraction fits a LONG column too. */
    private @Nullable Object bound(String name, Optional<String> text, ColumnType type) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return type == ColumnType.LONG ? numeric(text.get()) : Casts.parse(text.get(), type);
        } catch (ValueException e) {
            throw new DataException("range of column '" + column + "': " + name + ": " + e.getMessage(), e);
        }
    }

    private static Object numeric(String text) {
        try {
            return Casts.parse(text, ColumnType.LONG);
        } catch (ValueException e) {
            return Casts.parse(text, ColumnType.DECIMAL);
        }
    }

    private @Nullable String failure(@Nullable Object value, @Nullable Object least, @Nullable Object greatest) {
        if (least != null && Values.compare(value, least) < 0) {
            return quoted(value) + " is less than " + min.orElse("");
        }
        if (greatest != null && Values.compare(value, greatest) > 0) {
            return quoted(value) + " is more than " + max.orElse("");
        }
        return null;
    }

    private static String quoted(@Nullable Object value) {
        return Casts.quoted(Casts.text(value));
    }
}
