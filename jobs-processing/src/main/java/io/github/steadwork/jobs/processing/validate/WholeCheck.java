package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.row.Row;
import org.jspecify.annotations.Nullable;

/** A rule about all rows together: it sees each of them, and says at the end what is wrong. For one thread. */
interface WholeCheck {

    /** Sees a row. */
    void see(Row row);

    /** What it keeps of the rows, as text. */
    String state();

    /** Adds what another one has kept of other rows. */
    void merge(String state);

    /** What is wrong; null if nothing is. */
    @Nullable
    String failure();
}
