package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk gave, as a file of rows: the columns of its rows, and beside them those of notes, of which a row has one or
 * the other.
 */
final class ChunkFile implements ChunkSink {

    private static final int READ = -1;
    private static final int COUNTED = -2;

    private static final List<Column> NOTE = List.of(
            Column.of("chunk:note", ColumnType.LONG),
            Column.of("chunk:source", ColumnType.STRING),
            Column.of("chunk:field", ColumnType.STRING),
            Column.of("chunk:rule", ColumnType.STRING),
            Column.of("chunk:value", ColumnType.STRING),
            Column.of("chunk:message", ColumnType.STRING),
            Column.of("chunk:row", ColumnType.STRING));

    private final RowWriter writer;
    private final int width;
    private long rowsRead;

    ChunkFile(RowWriter writer) {
        this.writer = writer;
        this.width = writer.schema().size() - NOTE.size();
    }

    /** The columns of a file for such rows. */
    static Schema schema(Schema rows) {
        List<Column> columns = new ArrayList<>();
        rows.columns().forEach(column -> columns.add(Column.of(column.name(), column.type())));
        columns.addAll(NOTE);
        return Schema.of(columns);
    }

    @Override
    public void row(Row row) throws IOException {
        @Nullable Object[] values = Arrays.copyOf(row.toArray(), width + NOTE.size());
        writer.write(Row.wrap(writer.schema(), values, row.position()));
    }

    @Override
    public void note(int kind, RejectedRow note) throws IOException {
        write(
                kind,
                note.line(),
                note.source(),
                note.field(),
                note.rule(),
                note.value(),
                note.message(),
                note.content());
    }

    @Override
    public void read(long rows) throws IOException {
        rowsRead += rows;
        write(READ, rows);
    }

    @Override
    public void counts(List<String> counts) throws IOException {
        for (String count : counts) {
            write(COUNTED, Row.NOWHERE, count);
        }
    }

    long rowsRead() {
        return rowsRead;
    }

    private void write(long kind, long position, @Nullable Object... texts) throws IOException {
        @Nullable Object[] values = new @Nullable Object[width + NOTE.size()];
        values[width] = kind;
        System.arraycopy(texts, 0, values, width + 1, texts.length);
        writer.write(Row.wrap(writer.schema(), values, position));
    }

    /** Tells all that a file has, which is of rows with these columns. */
    static void replay(RowReader reader, Schema rows, ChunkSink sink) throws IOException {
        List<String> counts = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            if (!(row.get(rows.size()) instanceof Long kind)) {
                sink.row(Row.wrap(rows, Arrays.copyOf(row.toArray(), rows.size()), row.position()));
            } else if (kind == READ) {
                sink.read(row.position());
            } else if (kind == COUNTED) {
                counts.add(text(row, rows.size() + 1));
            } else {
                sink.note(kind.intValue(), note(row, rows.size() + 1));
            }
        }
        sink.counts(counts);
    }

    private static RejectedRow note(Row row, int from) {
        return new RejectedRow(
                text(row, from),
                row.position(),
                text(row, from + 1),
                text(row, from + 2),
                (String) row.get(from + 3),
                text(row, from + 4),
                text(row, from + 5));
    }

    private static String text(Row row, int index) {
        @Nullable Object text = row.get(index);
        return (String) Objects.requireNonNull(text);
    }
}
