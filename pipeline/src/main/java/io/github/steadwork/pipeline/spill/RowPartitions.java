package io.github.steadwork.pipeline.spill;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.rowfile.RowFileReader;
import io.github.steadwork.pipeline.rowfile.RowFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows on disk, in parts by a hash: rows of one group are in one part, so each part can be grouped by itself, in memory.
 * Within a part rows keep their order. A part that is still too large is parted again, by another hash. For one thread; add
 * all rows, then read.
 */
public final class RowPartitions implements AutoCloseable {

    private final Schema schema;
    private final SpillFolder folder;
    private final @Nullable RowWriter[] writers;
    private final @Nullable Path[] files;
    private final long[] rows;
    private final List<RowReader> readers = new ArrayList<>();
    private boolean reading;

    /** Empty parts, so many; a file is made with the first row of each. */
    public RowPartitions(Schema schema, int count, SpillFolder folder) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", allowed is 1 or more");
        }
        this.schema = schema;
        this.folder = folder;
        this.writers = new @Nullable RowWriter[count];
        this.files = new @Nullable Path[count];
        this.rows = new long[count];
    }

    /** How many parts there are. */
    public int count() {
        return rows.length;
    }

    /** Adds a row to the part that the hash belongs to. Hashes need not be spread well: that is done here. */
    public void add(Row row, int hash) throws IOException {
        if (reading) {
            throw new IllegalStateException("the parts are being read; nothing can be added any more");
        }
        int part = part(hash);
        RowWriter writer = writers[part];
        if (writer == null) {
            writer = begin(part);
        }
        writer.write(row);
        rows[part]++;
    }

    private int part(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (int) ((((mixed ^ (mixed >>> 16)) & 0xFFFF_FFFFL) * rows.length) >>> Integer.SIZE);
    }

    private RowWriter begin(int part) throws IOException {
        Path file = folder.newFile("part");
        RowWriter writer = RowFileWriter.spill(file, schema);
        files[part] = file;
        writers[part] = writer;
        return writer;
    }

    /** How many rows a part has. */
    public long rows(int part) {
        return rows[part];
    }

    /** Reads a part, from 0, in the order in which its rows were added. A part can be read several times. */
    public RowReader partition(int part) throws IOException {
        finish();
        Path file = files[part];
        RowReader reader = file == null
                ? new MergedRows(schema, 0, List.of(), new RowOrder(schema, List.of()))
                : RowFileReader.open(file);
        readers.add(reader);
        return reader;
    }

    private void finish() throws IOException {
        reading = true;
        for (int i = 0; i < writers.length; i++) {
            RowWriter writer = writers[i];
            if (writer != null) {
                writer.commit();
                writer.close();
                writers[i] = null;
            }
        }
    }

    /** Closes readers and deletes the files. */
    @Override
    public void close() throws IOException {
        for (RowReader reader : readers) {
            reader.close();
        }
        for (RowWriter writer : writers) {
            if (writer != null) {
                writer.close();
            }
        }
        for (Path file : files) {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
