package io.github.steadwork.datajobs;

import io.github.steadwork.pipeline.data.CountsRows;
import io.github.steadwork.pipeline.data.RowCounts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reading of one source has come to.
 *
 * @param rows what has become of its rows; none if its job counts none
 * @param memoryBytes the most heap that was in use meanwhile
 * @param result what its job gave back
 */
record SourceResult(RowCounts rows, long memoryBytes, Optional<Object> result) {

    static SourceResult of(@Nullable Object result, long memoryBytes) {
        RowCounts rows = result instanceof CountsRows counts ? counts.rowCounts() : RowCounts.NONE;
        return new SourceResult(rows, memoryBytes, Optional.ofNullable(result));
    }
}
