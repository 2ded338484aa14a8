package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.pipeline.row.Row;

/** Is told of all rows of a dataset. */
public interface RowSink {

    /**
     * Told once, before the first row.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if a column is missing or of a wrong type
     */
    void begin(Columns columns);

    /** Told of each row. */
    void add(Row row);
}
