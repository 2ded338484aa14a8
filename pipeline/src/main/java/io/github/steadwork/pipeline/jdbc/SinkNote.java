package io.github.steadwork.pipeline.jdbc;

import java.util.Objects;

/**
 * What is recorded with a chunk.
 *
 * @param position where the source goes on after it
 * @param rowsRead how many rows were read for it
 * @param rowsSkipped how many of them had been there before
 */
public record SinkNote(String position, long rowsRead, long rowsSkipped) {

    /** Refuses a null. */
    public SinkNote {
        Objects.requireNonNull(position, "position");
    }
}
