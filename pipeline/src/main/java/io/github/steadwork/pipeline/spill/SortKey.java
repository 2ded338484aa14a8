package io.github.steadwork.pipeline.spill;

import java.util.Objects;

/**
 * A column to sort by. Values are ordered by {@link io.github.steadwork.pipeline.row.Values#compare}.
 *
 * @param column its name
 * @param descending whether the greatest value comes first
 * @param nullsFirst whether nulls come before all values; otherwise they come after them, in both directions
 */
public record SortKey(String column, boolean descending, boolean nullsFirst) {

    /** Refuses a missing name. */
    public SortKey {
        Objects.requireNonNull(column, "column");
    }

    /** The least value first, nulls last. */
    public static SortKey ascending(String column) {
        return new SortKey(column, false, false);
    }

    /** The greatest value first, nulls last. */
    public static SortKey descending(String column) {
        return new SortKey(column, true, false);
    }
}
