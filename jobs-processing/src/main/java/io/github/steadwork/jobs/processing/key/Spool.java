package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowPartitions;
import java.io.IOException;

/** Rows that wait on disk, in their order, until something about them is known. For one thread. */
public final class Spool implements AutoCloseable {

    private final RowPartitions rows;

    /** Without any rows. */
    public Spool(Schema schema, SpillPlace place) throws IOException {
        this.rows = new RowPartitions(schema, 1, place.folder());
    }

    /** Adds a row. */
    public void add(Row row) throws IOException {
        rows.add(row, 0);
    }

    /** How many rows there are. */
    public long size() {
        return rows.rows(0);
    }

    /** Reads all rows, from the first. */
    public RowReader read() throws IOException {
        return rows.partition(0);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
