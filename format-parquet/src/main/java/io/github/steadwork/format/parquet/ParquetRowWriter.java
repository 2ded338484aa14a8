package io.github.steadwork.format.parquet;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.file.StagedFile;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Writes a file: rows gather in memory until they are a row group. */
final class ParquetRowWriter implements RowWriter {

    private static final long GROUP = 32L << 20;
    private static final long BETWEEN_LOOKS = 1L << 20;

    private final StagedFile file;
    private final ParquetFileWriter writer;
    private final RowGroup group;
    private final Schema schema;
    private final CellWriter[] cells;
    private long rows;
    private long sinceLook;

    private ParquetRowWriter(
            StagedFile file, ParquetFileWriter writer, RowGroup group, CellWriter[] cells, Schema schema) {
        this.file = file;
        this.writer = writer;
        this.group = group;
        this.cells = cells;
        this.schema = schema;
    }

    static ParquetRowWriter create(Dataset dataset, ParquetOptions options, Schema schema) throws IOException {
        CellWriter[] cells = schema.columns().stream()
                .map(column -> CellWriter.of(column, options))
                .toArray(CellWriter[]::new);
        MessageType type = CellWriter.message(schema, cells);
        ParquetProperties properties =
                ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();
        StagedFile file = StagedFile.create(dataset.path());
        try {
            ParquetFileWriter writer = new ParquetFileWriter(
                    new StagedOutput(file),
                    type,
                    ParquetFileWriter.Mode.CREATE,
                    GROUP,
                    0,
                    properties.getColumnIndexTruncateLength(),
                    properties.getStatisticsTruncateLength(),
                    properties.getPageWriteChecksumEnabled());
            writer.start();
            RowGroup group = new RowGroup(writer, type, properties, options.compression());
            return new ParquetRowWriter(file, writer, group, cells, schema);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void write(Row row) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            sinceLook += write(i, row.get(i));
        }
        group.endRow();
        rows++;
        if (sinceLook > BETWEEN_LOOKS) {
            sinceLook = 0;
            if (group.size() > GROUP) {
                group.flush();
            }
        }
    }

    private long write(int index, @Nullable Object value) {
        try {
            return cells[index].write(group.column(index), value);
        } catch (ValueException e) {
            throw new DataException(
                    "row " + (rows + 1) + ", column '" + schema.column(index).name() + "': " + e.getMessage(), e);
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return file.size();
    }

    @Override
    public void commit() throws IOException {
        group.flush();
        writer.end(Map.of());
        file.commit();
    }

    @Override
    public void close() throws IOException {
        group.close();
        file.close();
    }
}
