package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row that cannot be used, and why.
 *
 * @param source the name of the file or table it was read from
 * @param line its line or ordinal there, from 1; 0 if unknown
 * @param field the column at fault; empty if it is the row as a whole
 * @param rule a short stable word for what it breaks, as "type", "ragged" or a rule's own name
 * @param value the value at fault, as text; null for null
 * @param message what is wrong and what to do, in words
 * @param content the whole row as text, so that it can be repaired; empty if unknown
 */
public record RejectedRow(
        String source,
        long line,
        String field,
        String rule,
        @Nullable String value,
        String message,
        String content) {

    /** Refuses nulls, other than a null value. */
    public RejectedRow {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(content, "content");
    }

    /** A row that breaks a rule in one field; the message says what and what to do. */
    public static RejectedRow of(String source, Row row, String field, String rule, String message) {
        String value = field.isEmpty() ? null : Casts.text(row.get(field));
        return new RejectedRow(source, row.position(), field, rule, value, message, row.toString());
    }

    /** Where and what, in one sentence: "strikes.csv, line 7, column 'Cost': ...". */
    public String describe() {
        return source
                + (line > 0 ? ", line " + line : "")
                + (field.isEmpty() ? "" : ", column '" + field + "'")
                + ": "
                + message;
    }
}
