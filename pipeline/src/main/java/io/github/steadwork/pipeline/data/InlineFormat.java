package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rows that travel as text within the dataset. */
final class InlineFormat implements DataFormat {

    static final String NAME = "inline";

    @Override
    public String name() {
        return NAME;
    }

    static List<@Nullable String> texts(Row row) {
        List<@Nullable String> texts = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            if (value instanceof List || value instanceof Row) {
                throw new DataException("column '" + row.schema().column(i).name()
                        + "' holds a list or a row, which cannot travel inline; write a 'rows' file instead");
            }
            texts.add(Casts.text(value));
        }
        return texts;
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) {
        Schema schema = dataset.schema()
                .orElseThrow(() -> new DataException("an inline dataset has no schema; declare its columns"));
        return new Reader(schema, dataset.rows(), badRows);
    }

    private static final class Reader implements RowReader {

        private final Schema schema;
        private final List<List<@Nullable String>> rows;
        private final BadRows badRows;
        private int next;

        Reader(Schema schema, List<List<@Nullable String>> rows, BadRows badRows) {
            this.schema = schema;
            this.rows = rows;
            this.badRows = badRows;
        }

        @Override
        public String source() {
            return NAME;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public @Nullable Row read() {
            while (next < rows.size()) {
                Row row = row(rows.get(next++));
                if (row != null) {
                    return row;
                }
            }
            return null;
        }

        private @Nullable Row row(List<@Nullable String> texts) {
            if (texts.size() != schema.size()) {
                reject(texts, "", "ragged", texts.size() + " values, but " + schema.size() + " columns");
                return null;
            }
            @Nullable Object[] values = new @Nullable Object[texts.size()];
            for (int i = 0; i < values.length; i++) {
                String text = texts.get(i);
                ColumnType type = schema.column(i).type();
                String field = schema.column(i).name();
                if (text == null && !schema.column(i).nullable()) {
                    reject(texts, field, "required", "is null, but is required");
                    return null;
                }
                try {
                    values[i] = text == null ? null : Casts.parse(text, type);
                } catch (ValueException e) {
                    reject(texts, field, "type", String.valueOf(e.getMessage()));
                    return null;
                }
            }
            return Row.wrap(schema, values, next);
        }

        private void reject(List<@Nullable String> texts, String field, String rule, String message) {
            badRows.reject(new RejectedRow(NAME, next, field, rule, null, message, String.valueOf(texts)));
        }

        @Override
        public Unit unit() {
            return Unit.ROWS;
        }

        @Override
        public long done() {
            return next;
        }

        @Override
        public OptionalLong total() {
            return OptionalLong.of(rows.size());
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
