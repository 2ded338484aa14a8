package io.github.steadwork.jobs.ingestion.database;

import io.github.steadwork.jobs.ingestion.source.Watermark;
import java.util.List;
import java.util.Optional;

/**
 * What one source's run reads, fixed when it begins and saved before anything is written, so that an attempt after a crash reads the
 * same. Values are text.
 *
 * @param lower the least value of the incremental column; empty for none
 * @param upper its greatest; empty if the source is read in full, or if there is nothing to read by the column
 * @param last the key of the last row that is read, where rows are read in the order of the key only; empty if unknown
 * @param nulls how many rows have no value in the incremental column
 * @param since what the run before had kept when this one began
 * @param nothing whether there is no row to read but those without a value
 */
record SyncPlan(
        Optional<String> lower,
        Optional<String> upper,
        List<String> last,
        long nulls,
        Optional<Watermark> since,
        boolean nothing) {}
