package io.github.steadwork.jobs.processing.profile;

import io.github.steadwork.pipeline.row.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * What was found in a column.
 *
 * @param column its name
 * @param type that it has
 * @param proposed the type that is proposed: for text the narrowest that all values can be read as, else the same
 * @param nulls how many values are missing
 * @param blank how many texts are there, but hold nothing but white space
 * @param distinct how many different values there are; those that were counted, if there are more
 * @param distinctExact whether it is exact; false reads "more than"
 * @param unique whether no value stands there twice
 * @param min the least value of the proposed type, as text; empty without values, or where it has no order that says anything
 * @param max the greatest value, likewise
 * @param shortest the length of the shortest value as text, in code points
 * @param longest the length of the longest value as text, in code points
 * @param values all different values, as text, in their order, if there are few; empty if there are many
 */
public record ColumnProfile(
        String column,
        ColumnType type,
        ColumnType proposed,
        long nulls,
        long blank,
        long distinct,
        boolean distinctExact,
        boolean unique,
        Optional<String> min,
        Optional<String> max,
        int shortest,
        int longest,
        List<String> values) {

    /** Copies the values. */
    public ColumnProfile {
        values = List.copyOf(values);
    }
}
