package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.row.Schema;
import java.util.function.Supplier;

/**
 * What a job does in chunks.
 *
 * @param schema of the rows that the work gives
 * @param work gives the work for another chunk
 */
public record ChunkPlan(Schema schema, Supplier<ChunkWork> work) {

    /** Makes the plan for an input with these columns, whose positions refer to this source. */
    @FunctionalInterface
    public interface Planner {
        /** The plan. */
        ChunkPlan plan(Schema input, String source);
    }

    /** Reads the rows, and leaves all else to who puts the chunks together. */
    public static ChunkPlan reading(Schema input) {
        return new ChunkPlan(input, () -> ChunkWork.NONE);
    }
}
