package io.github.steadwork.jobs.processing.join;

import org.jspecify.annotations.Nullable;

/**
 * Two columns that must be equal.
 *
 * @param left the column of the left rows
 * @param right that of the right rows; of the same name if not said
 */
public record JoinKey(String left, String right) {

    /** Refuses a missing name. */
    public JoinKey(@Nullable String left, @Nullable String right) {
        if (left == null || left.isBlank()) {
            throw new IllegalArgumentException("on: left is missing, allowed is the name of a column");
        }
        this.left = left;
        this.right = right == null || right.isBlank() ? left : right;
    }
}
