package io.github.steadwork.pipeline.json;

import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes rows of a schema out of records, or says why one cannot be made. For one thread. */
final class RowFiller {

    private final String source;
    private final Schema schema;
    private final JsonOptions options;
    private final long[] filledBy;
    private long number;

    RowFiller(String source, Schema schema, JsonOptions options) {
        this.source = source;
        this.schema = schema;
        this.options = options;
        this.filledBy = new long[schema.size()];
    }

    Schema schema() {
        return schema;
    }

    /** A {@link Row} or a {@link RejectedRow}. */
    Object fill(JsonRecord record, @Nullable ValueException problem, long position, String text) {
        number++;
        @Nullable Object[] values = new @Nullable Object[schema.size()];
        if (problem != null) {
            return rejected(position, "", "type", null, String.valueOf(problem.getMessage()), content(record, text));
        }
        for (int i = 0; i < record.size(); i++) {
            OptionalInt column = schema.find(record.name(i));
            RejectedRow bad = column.isPresent()
                    ? put(record, i, column.getAsInt(), values, position, text)
                    : unknown(record, i, position, text);
            if (bad != null) {
                return bad;
            }
        }
        return whole(record, values, position, text);
    }

    private @Nullable RejectedRow put(
            JsonRecord record, int index, int column, @Nullable Object[] values, long position, String text) {
        String name = record.name(index);
        Object value = record.value(index);
        if (filledBy[column] == number) {
            return rejected(position, name, "twice", Casts.text(value), "the field is there twice", content(record, text));
        }
        filledBy[column] = number;
        try {
            values[column] = Casts.cast(value, schema.column(column).type());
            return null;
        } catch (ValueException e) {
            String hint = options.inferred()
                    ? "; the type was taken from the first " + options.sample()
                            + " rows: declare the column in a schema, or raise the option 'sample'"
                    : "";
            return rejected(position, name, "type", Casts.text(value), e.getMessage() + hint, content(record, text));
        }
    }

    private @Nullable RejectedRow unknown(JsonRecord record, int index, long position, String text) {
        if (!options.strict()) {
            return null;
        }
        return rejected(
                position,
                record.name(index),
                "unknown",
                Casts.text(record.value(index)),
                options.inferred()
                        ? "the field is not in the first " + options.sample() + " rows, which the columns were taken"
                                + " from; declare a schema, raise the option 'sample', or set 'unknown' to ignore"
                        : "the field is no column; add it to the schema, or set the option 'unknown' to ignore",
                content(record, text));
    }

    private Object whole(JsonRecord record, @Nullable Object[] values, long position, String text) {
        for (int i = 0; i < values.length; i++) {
            Column column = schema.column(i);
            if (values[i] == null && !column.nullable()) {
                String what = "is null, but is required; fill it, or let the column be nullable";
                return rejected(position, column.name(), "required", null, what, content(record, text));
            }
        }
        return Row.wrap(schema, values, position);
    }

    RejectedRow rejected(
            long position, String field, String rule, @Nullable String value, String message, String content) {
        return new RejectedRow(source, position, field, rule, value, message, content);
    }

    private static String content(JsonRecord record, String text) {
        return text.isEmpty() ? record.toString() : text;
    }
}
