package io.github.steadwork.format.parquet;

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
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file, or of some of its row groups. */
final class ParquetRowReader implements RowReader {

    private final String source;
    private final ParquetFile file;
    private final RowGroups part;
    private final List<ParquetColumn> columns;
    private final List<ColumnDescriptor> leaves;
    private final Schema schema;
    private final BadRows badRows;
    private final ColumnReader[] readers;
    private int group;
    private long left;
    private long position;
    private long done;

    private ParquetRowReader(
            String source, ParquetFile file, RowGroups part, List<ParquetColumn> columns, BadRows badRows) {
        this.source = source;
        this.file = file;
        this.part = part;
        this.columns = columns;
        this.leaves = columns.stream().map(ParquetColumn::leaf).toList();
        this.schema = Schema.of(columns.stream().map(ParquetColumn::column).toList());
        this.badRows = badRows;
        this.readers = new ColumnReader[columns.size()];
    }

    static ParquetRowReader open(Dataset dataset, ParquetOptions options, BadRows badRows) throws IOException {
        ParquetFile file = ParquetFile.open(dataset);
        try {
            List<ParquetColumn> columns = ParquetColumn.of(dataset, options, file.schema());
            return new ParquetRowReader(dataset.name(), file, options.part(), columns, badRows);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public @Nullable Row read() throws IOException {
        while (left > 0 || nextGroup()) {
            Optional<Row> row = file.read(this::row);
            if (row.isPresent()) {
                return row.get();
            }
        }
        return null;
    }

    private boolean nextGroup() throws IOException {
        while (left == 0 && group < Math.min(file.groups(), part.to())) {
            if (part.contains(group)) {
                begin(group);
            } else {
                position += file.rows(group);
            }
            group++;
        }
        return left > 0;
    }

    private void begin(int index) throws IOException {
        ColumnReadStore values = file.group(index, leaves);
        left = file.read(() -> {
            for (int i = 0; i < readers.length; i++) {
                readers[i] = values.getColumnReader(leaves.get(i));
            }
            return file.rows(index);
        });
    }

    /** The next row; empty if it is a bad one. All its columns are passed over before anybody is told of it. */
    private Optional<Row> row() {
        left--;
        done++;
        position++;
        @Nullable Object[] values = new @Nullable Object[readers.length];
        int wrong = -1;
        String problem = "";
        for (int i = 0; i < readers.length; i++) {
            try {
                values[i] = value(i);
            } catch (ValueException | DateTimeException | ArithmeticException e) {
                wrong = wrong < 0 ? i : wrong;
                problem = wrong == i ? String.valueOf(e.getMessage()) : problem;
            }
            readers[i].consume();
        }
        if (wrong >= 0) {
            reject(wrong, "type", problem, values);
            return Optional.empty();
        }
        return complete(values) ? Optional.of(Row.wrap(schema, values, position)) : Optional.empty();
    }

    private @Nullable Object value(int index) {
        ParquetColumn column = columns.get(index);
        ColumnReader reader = readers[index];
        if (reader.getCurrentDefinitionLevel() < column.leaf().getMaxDefinitionLevel()) {
            return null;
        }
        return Casts.cast(column.cells().reader().read(reader), column.column().type());
    }

    private boolean complete(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !schema.column(i).nullable()) {
                reject(i, "required", "is null, but is required", values);
                return false;
            }
        }
        return true;
    }

    private void reject(int index, String rule, String message, @Nullable Object[] values) {
        Column column = schema.column(index);
        String content = Arrays.stream(values)
                .map(value -> value == null ? "" : String.valueOf(Casts.text(value)))
                .collect(Collectors.joining(","));
        badRows.reject(new RejectedRow(source, position, column.name(), rule, null, message, content));
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
        return Unit.ROWS;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public OptionalLong total() {
        long rows = 0;
        for (int i = part.from(); i < Math.min(file.groups(), part.to()); i++) {
            rows += file.rows(i);
        }
        return OptionalLong.of(rows);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
