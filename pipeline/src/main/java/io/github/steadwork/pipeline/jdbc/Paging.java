package io.github.steadwork.pipeline.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * Which rows of a query are read, and in which order: page by page, each beginning after the last row of the one before.
 *
 * @param order the columns that tell rows apart, in the order in which they are sorted; none may be null in any row
 * @param range only these rows; empty for all
 * @param nulls only rows where this column is null; empty for all
 * @param last the values of {@code order} in the last row that is read; empty to read to the end
 */
public record Paging(List<String> order, Optional<Range> range, Optional<String> nulls, List<Object> last) {

    /** Copies the lists. */
    public Paging {
        order = List.copyOf(order);
        last = List.copyOf(last);
        if (!last.isEmpty() && last.size() != order.size()) {
            throw new IllegalArgumentException("last has " + last.size() + " values, but order " + order.size());
        }
    }

    /** All rows in this order. */
    public static Paging by(List<String> order) {
        return new Paging(order, Optional.empty(), Optional.empty(), List.of());
    }

    /** The same, of rows in this range. */
    public Paging within(Range only) {
        return new Paging(order, Optional.of(only), nulls, last);
    }

    /** The same, of rows where this column is null. */
    public Paging whereNull(String column) {
        return new Paging(order, range, Optional.of(column), last);
    }

    /** The same, up to the row with these values. */
    public Paging upTo(List<Object> values) {
        return new Paging(order, range, nulls, values);
    }
}
