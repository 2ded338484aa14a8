package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.row.Schema;

/**
 * Where the fields of a record go.
 *
 * @param schema of the rows
 * @param columnOfField for each field of a record the index of its column, or {@link #UNUSED}
 * @param inferred whether the types were taken from a sample
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read for every field
record CsvLayout(Schema schema, int[] columnOfField, boolean inferred) {

    static final int UNUSED = -1;
}
