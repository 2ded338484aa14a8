package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * Something of your own that a spec names and Java does. It is called by any thread, perhaps by several at once, and again
 * when a job is run again: the same row should give the same value.
 */
@FunctionalInterface
public interface RowFunction {

    /**
     * The value for this row, or null. Whatever is thrown rejects the row; the message stands in the rejects.
     */
    @Nullable
    Object apply(Row row);
}
