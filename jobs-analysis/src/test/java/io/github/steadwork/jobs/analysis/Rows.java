package io.github.steadwork.jobs.analysis;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small datasets for tests. */
final class Rows {

    private Rows() {}

    /** One column, named x. */
    static Dataset of(ColumnType type, @Nullable Object... values) {
        return of(type, Arrays.asList(values));
    }

    static Dataset of(ColumnType type, List<? extends @Nullable Object> values) {
        Schema schema = Schema.of(Column.of("x", type));
        return Dataset.list(
                schema, values.stream().map(value -> Row.of(schema, value)).toList());
    }

    /** Several columns, given row by row. */
    static Dataset of(Schema schema, @Nullable Object[]... rows) {
        return Dataset.list(
                schema,
                Arrays.stream(rows).map(values -> Row.of(schema, values)).toList());
    }

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }
}
