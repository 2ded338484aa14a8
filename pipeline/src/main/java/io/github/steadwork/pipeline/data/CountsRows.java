package io.github.steadwork.pipeline.data;

/** The result of a job that moves rows, and can say what has become of them. */
public interface CountsRows {

    /** What has become of the rows. */
    RowCounts rowCounts();
}
