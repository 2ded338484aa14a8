package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.DataException;

/** Told of each row that cannot be used. {@link Rejects} counts and keeps them. */
@FunctionalInterface
public interface BadRows {

    /** Fails at the first bad row. */
    BadRows FAIL = row -> {
        throw new DataException(row.describe());
    };

    /**
     * Takes note of a bad row.
     *
     * @throws DataException if the work must not go on
     */
    void reject(RejectedRow row);
}
