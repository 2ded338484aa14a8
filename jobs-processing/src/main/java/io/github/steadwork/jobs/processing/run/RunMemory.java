package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.pipeline.chunk.ChunkRun;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.spill.MemoryBudget;

/**
 * How much memory the tables and the sorters of one run may take. They have a budget each, so that a full table never
 * starves the sorter that it spills to.
 */
public record RunMemory(MemoryBudget tables, MemoryBudget sorters) {

    /** Stands in a spec for a quarter of the heap. */
    public static final long STANDARD = 0;

    private static final int SHARE_OF_HEAP = 4;

    /** Two thirds of this many bytes for tables; of a quarter of the heap if it is {@link #STANDARD}. */
    public static RunMemory of(long bytes) {
        long all = bytes == STANDARD ? Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP : bytes;
        long sorters = all / 3;
        return new RunMemory(MemoryBudget.of(all - sorters), MemoryBudget.of(sorters));
    }

    /**
     * The number of bytes itself, which must be one that a spec may hold.
     *
     * @throws IllegalArgumentException if it is neither {@link #STANDARD} nor enough to work with
     */
    public static long check(long bytes) {
        if (bytes != STANDARD && bytes < 1 << 16) {
            throw new IllegalArgumentException(
                    "memory is " + bytes + ", allowed are 65536 bytes or more, and 0 for a quarter of the heap");
        }
        return bytes;
    }

    /** All of it as one budget, for a run that has sorters only. */
    public MemoryBudget whole() {
        return MemoryBudget.of(tables.limit() + sorters.limit());
    }

    /** What is left of this memory for the thread that puts chunks together, beside the share for chunks that are read ahead. */
    public RunMemory beside(Strategy strategy) {
        boolean readsAhead = strategy.kind() == Strategy.Kind.PARALLEL_CHUNKS;
        return readsAhead
                ? new RunMemory(
                        MemoryBudget.of(tables.limit() - tables.limit() / ChunkRun.SHARE_OF_MEMORY),
                        MemoryBudget.of(sorters.limit() - sorters.limit() / ChunkRun.SHARE_OF_MEMORY))
                : this;
    }

    /** This memory, shared out among so many that work side by side, one share of it. */
    public RunMemory share(int many) {
        return new RunMemory(
                MemoryBudget.of(Math.max(1, tables.limit() / many)),
                MemoryBudget.of(Math.max(1, sorters.limit() / many)));
    }
}
