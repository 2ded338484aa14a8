package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file of fixed width. */
final class FixedRowReader implements RowReader {

    private final String source;
    private final FixedLines lines;
    private final FixedColumns columns;
    private final Schema schema;
    private final List<FixedColumns.Place> places;
    private final BadRows badRows;

    private FixedRowReader(String source, FixedLines lines, FixedColumns columns, Schema schema, BadRows badRows) {
        this.source = source;
        this.lines = lines;
        this.columns = columns;
        this.schema = schema;
        this.places = schema.names().stream()
                .map(name -> columns.places().get(columns.names().indexOf(name)))
                .toList();
        this.badRows = badRows;
    }

    static FixedRowReader open(Dataset dataset, FixedColumns columns, Schema schema, BadRows badRows)
            throws IOException {
        return new FixedRowReader(dataset.name(), FixedLines.open(dataset, columns), columns, schema, badRows);
    }

    @Override
    public @Nullable Row read() throws IOException {
        while (lines.next()) {
            Row row = isWhole() ? row() : null;
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    private boolean isWhole() {
        if (!lines.isDecoded()) {
            reject("", "encoding", null, "has bytes that are not in the encoding; set the option 'encoding'");
            return false;
        }
        if (lines.length() < columns.width() && !columns.filling()) {
            reject(
                    "",
                    "ragged",
                    null,
                    "has " + lines.length() + " of " + columns.width()
                            + " characters; if blanks at its end were dropped, set the option 'ragged' to fill");
            return false;
        }
        String rest = lines.rest(columns.width());
        if (!rest.isEmpty()) {
            reject("", "ragged", rest, "has more behind its last column: " + Casts.quoted(rest));
            return false;
        }
        return true;
    }

    private @Nullable Row row() {
        @Nullable Object[] values = new @Nullable Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = schema.column(i);
            String field = lines.field(places.get(i));
            if (field == null && !column.nullable()) {
                reject(column.name(), "required", null, "is null, but is required");
                return null;
            }
            try {
                values[i] = field == null ? null : Casts.parse(field, column.type());
            } catch (ValueException e) {
                reject(column.name(), "type", field, String.valueOf(e.getMessage()));
                return null;
            }
        }
        return Row.wrap(schema, values, lines.number());
    }

    private void reject(String field, String rule, @Nullable String value, String message) {
        badRows.reject(new RejectedRow(source, lines.number(), field, rule, value, message, lines.text()));
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Unit unit() {
        return Unit.BYTES;
    }

    @Override
    public long done() {
        return lines.source().bytesRead();
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(lines.source().size());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
