package io.github.steadwork.jobs.processing.aggregate;

/**
 * What the rows of an output are ordered by. Nulls come last.
 *
 * @param column its name in the output
 * @param descending whether the greatest comes first
 */
public record Order(String column, boolean descending) {

    /** Refuses a blank name. */
    public Order {
        if (column == null || column.isBlank()) {
            throw new IllegalArgumentException("order: column is blank, allowed is the name of a group or measure");
        }
    }

    /** The least first. */
    public static Order ascending(String column) {
        return new Order(column, false);
    }

    /** The greatest first. */
    public static Order descending(String column) {
        return new Order(column, true);
    }
}
