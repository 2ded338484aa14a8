package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Row} of each record straight from the parser's buffer, or a {@link RejectedRow} of one that cannot be
 * used.
 */
final class RowHandler extends CsvParsing.Handler<Object> {

    private static final String UNDECODABLE =
            "has bytes that are not in the file's encoding; repair them, or say the right"
                    + " encoding by the option 'encoding', as windows-1252";

    private final String source;
    private final CsvOptions options;
    private final CsvLayout layout;
    private final Schema schema;
    private final ColumnType[] types;
    private final boolean[] required;
    private final boolean mayMiss;
    private final TextPool[] pools;
    private final QuickFields quick = new QuickFields();
    private final CharSlice slice = new CharSlice();
    private final int[] columnOfField;
    private final char[] nullText;

    private boolean inHeader;
    private @Nullable Object[] values = {};
    private int fields;
    private @Nullable Problem problem;
    private final List<String> raw = new ArrayList<>();

    /** What is wrong with the present record. */
    private record Problem(
            String field, String rule, @Nullable String value, String message) {}

    private static final Problem RAGGED = new Problem("", "ragged", null, "");

    RowHandler(String source, CsvOptions options, CsvLayout layout, Optional<CsvPart> part) {
        super(part.map(CsvPart::linesBefore).orElse(0L));
        this.source = source;
        this.options = options;
        this.layout = layout;
        this.schema = layout.schema();
        this.columnOfField = layout.columnOfField();
        this.inHeader = options.header() && part.map(CsvPart::hasHeader).orElse(true);
        this.nullText = options.nullText().toCharArray();
        this.mayMiss = options.ragged() == CsvOptions.Ragged.FILL;
        this.types = schema.columns().stream().map(Column::type).toArray(ColumnType[]::new);
        this.required = new boolean[types.length];
        this.pools = new TextPool[types.length];
        for (int i = 0; i < types.length; i++) {
            required[i] = !schema.column(i).nullable();
            pools[i] = new TextPool();
        }
    }

    @Override
    protected void handleBegin(long startingLine) {
        super.handleBegin(startingLine);
        values = new @Nullable Object[types.length];
        fields = 0;
        problem = null;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        fields = index + 1;
        count(length);
        if (inHeader) {
            return;
        }
        if (problem == null && index >= columnOfField.length) {
            keepTexts(index);
            problem = RAGGED;
        }
        if (problem != null) {
            raw.add(new String(buffer, offset, length));
        } else if (columnOfField[index] != CsvLayout.UNUSED) {
            take(columnOfField[index], buffer, offset, length, quoted);
        }
    }

    private void take(int column, char[] buffer, int offset, int length, boolean quoted) {
        int start = offset;
        int end = offset + length;
        if (options.trim() && !quoted) {
            while (start < end && Character.isWhitespace(buffer[start])) {
                start++;
            }
            while (end > start && Character.isWhitespace(buffer[end - 1])) {
                end--;
            }
        }
        int size = end - start;
        ColumnType type = types[column];
        if (isNull(type, buffer, start, size, quoted)) {
            if (required[column]) {
                problem(column, "required", null, "is null, but is required; fill it, or let the column be nullable");
            }
        } else if (type == ColumnType.STRING) {
            takeText(column, buffer, start, size);
        } else {
            takeOther(column, type, buffer, start, size);
        }
    }

    /** Quotes make an empty text out of nothing, but no empty number. */
    private boolean isNull(ColumnType type, char[] buffer, int start, int size, boolean quoted) {
        if (quoted) {
            return size == 0 && type != ColumnType.STRING;
        }
        if (size != nullText.length) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (buffer[start + i] != nullText[i]) {
                return false;
            }
        }
        return true;
    }

    private void takeText(int column, char[] buffer, int start, int size) {
        String text = pools[column].find(buffer, start, size);
        if (text == null) {
            text = new String(buffer, start, size);
            if (text.indexOf(CsvSource.UNDECODABLE) >= 0) {
                problem(column, "encoding", text, UNDECODABLE);
                return;
            }
            pools[column].put(text, buffer, start);
        }
        values[column] = text;
    }

    private void takeOther(int column, ColumnType type, char[] buffer, int start, int size) {
        Object value = switch (type) {
            case LONG -> QuickFields.number(buffer, start, size);
            case DATE -> quick.day(buffer, start, size);
            default -> null;
        };
        if (value == null) {
            parse(column, type, slice.set(buffer, start, size));
        } else {
            values[column] = value;
        }
    }

    private void parse(int column, ColumnType type, CharSlice text) {
        try {
            values[column] = Casts.parse(text, type);
        } catch (ValueException e) {
            String hint = layout.inferred()
                    ? "; the type was taken from the first " + options.sample()
                            + " rows: declare the column in a schema, or raise the option 'sample'"
                    : "";
            problem(column, "type", text.toString(), e.getMessage() + hint);
        }
    }

    private void problem(int column, String rule, @Nullable String value, String message) {
        keepTexts(fields - 1);
        raw.add(value == null ? "" : value);
        problem = new Problem(schema.column(column).name(), rule, value, message);
    }

    /** The texts of the fields that have been read well, so that the row can be shown as it stands in the file. */
    private void keepTexts(int count) {
        raw.clear();
        for (int i = 0; i < count; i++) {
            int column = columnOfField[i];
            Object known = column == CsvLayout.UNUSED ? null : values[column];
            raw.add(Objects.requireNonNullElse(Casts.text(known), ""));
        }
    }

    @Override
    boolean takesEmptyLines() {
        return columnOfField.length == 1;
    }

    @Override
    protected void handleEmpty() {
        if (takesEmptyLines() && !inHeader) {
            handleField(0, new char[0], 0, 0, false);
        }
    }

    @Override
    protected @Nullable Object buildRecord() {
        if (inHeader) {
            inHeader = fields == 0; // empty lines before it are passed over
            return null;
        }
        int expected = columnOfField.length;
        if (fields > expected || (fields < expected && !mayMiss)) {
            return ragged(expected);
        }
        if (fields < expected && problem == null) {
            checkMissing(expected);
        }
        return problem == null ? Row.wrap(schema, values, line()) : rejected(problem);
    }

    private void checkMissing(int expected) {
        for (int i = fields; i < expected && problem == null; i++) {
            int column = columnOfField[i];
            if (column != CsvLayout.UNUSED && required[column]) {
                keepTexts(fields);
                problem = new Problem(
                        schema.column(column).name(), "required", null, "is missing, but is required; fill it");
            }
        }
    }

    private RejectedRow ragged(int expected) {
        if (problem == null) {
            keepTexts(fields);
        }
        String what =
                fields < expected ? "too few; a line break may need quotes" : "too many; a delimiter may need quotes";
        return rejected(new Problem(
                "", "ragged", null, "the row has " + fields + " fields, but " + expected + " are expected: " + what));
    }

    private RejectedRow rejected(Problem found) {
        char replacement = '\uFFFD';
        String value = found.value() == null ? null : found.value().replace(CsvSource.UNDECODABLE, replacement);
        String content = String.join(String.valueOf(options.delimiter()), raw);
        return new RejectedRow(
                source,
                line(),
                found.field(),
                found.rule(),
                value,
                found.message().replace(CsvSource.UNDECODABLE, replacement),
                content.replace(CsvSource.UNDECODABLE, replacement));
    }

    @Override
    String fieldName() {
        int next = fields;
        if (next < columnOfField.length && columnOfField[next] != CsvLayout.UNUSED) {
            return "'" + schema.column(columnOfField[next]).name() + "'";
        }
        return String.valueOf(next + 1);
    }
}
