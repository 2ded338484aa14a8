package io.github.steadwork.pipeline.stream;

import io.github.steadwork.pipeline.row.Row;
import java.util.function.Consumer;

/**
 * What is done with the rows of a stream. It may keep something of the rows that it has seen, as a count or a window that is not
 * full: that is stored with each chunk, and given back when the stream goes on. For one thread.
 */
@FunctionalInterface
public interface RowOperator {

    /** Hands the rows on as they are. */
    RowOperator NONE = (row, out) -> out.accept(row);

    /** Takes a row, and gives none, one or several. What it does may depend on the rows before, and on nothing else. */
    void take(Row row, Consumer<Row> out);

    /** What is kept of the rows so far, as text; nothing if not overridden. */
    default String state() {
        return "";
    }

    /** Begins with what {@link #state} said; called once, before the first row, unless the stream begins anew. */
    default void restore(String state) {}
}
