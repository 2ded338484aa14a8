package io.github.steadwork.jobs.analysis.section;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Optional;

/**
 * One key figure: a number that a reader sees at once. Either its value is given, or it is computed from a dataset.
 *
 * @param label what it is
 * @param value the value, as text; empty if it is computed
 * @param note a few words below it; empty for none
 * @param data the name of the dataset that it is computed from; empty if the value is given
 * @param column the column that it is computed from; may be empty for {@link Measure#COUNT}
 * @param measure how it is computed
 * @param unit what stands before or after the number, as "$" or "kn"; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Figure(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String label,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String value,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String note,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String data,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String column,
        Optional<Measure> measure,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String unit) {

    /** Refuses a figure without label, or one that cannot have a value. */
    public Figure {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a figure has no label; say what it is");
        }
        if (value.isEmpty() == data.isEmpty()) {
            throw new IllegalArgumentException("figure '" + label + "' needs either a value or a dataset");
        }
        measure = data.isEmpty() ? Optional.empty() : Optional.of(measure.orElse(Measure.COUNT));
        if (!data.isEmpty() && column.isEmpty() && measure.orElseThrow() != Measure.COUNT) {
            throw new IllegalArgumentException(
                    "figure '" + label + "' has measure " + measure.orElseThrow() + " but no column; name the column");
        }
    }

    /** A figure whose value is known. */
    public static Figure of(String label, String value) {
        return new Figure(label, value, "", "", "", Optional.empty(), "");
    }

    /** How many rows the dataset has. */
    public static Figure count(String label, String data) {
        return new Figure(label, "", "", data, "", Optional.of(Measure.COUNT), "");
    }

    /** A measure of a column of the dataset. */
    public static Figure of(String label, String data, Measure measure, String column) {
        return new Figure(label, "", "", data, column, Optional.of(measure), "");
    }

    /** This figure with a few words below it. */
    public Figure note(String words) {
        return new Figure(label, value, words, data, column, measure, unit);
    }

    /** This figure with a unit: "$", "€" and "£" stand before the number, all others after it. */
    public Figure unit(String unit) {
        return new Figure(label, value, note, data, column, measure, unit);
    }
}
