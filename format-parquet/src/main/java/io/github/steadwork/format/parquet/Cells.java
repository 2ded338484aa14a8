package io.github.steadwork.format.parquet;

import io.github.steadwork.pipeline.row.ColumnType;
import org.apache.parquet.column.ColumnReader;

/**
 * How the values of a column are taken from a file.
 *
 * @param type of all of them
 * @param reader takes the one at which the column stands, which is not null
 */
record Cells(ColumnType type, Reader reader) {

    /** Takes a value. */
    interface Reader {
        Object read(ColumnReader column);
    }
}
