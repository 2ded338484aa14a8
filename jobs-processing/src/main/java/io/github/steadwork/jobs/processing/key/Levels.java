package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.spill.MemoryBudget;

/** What is parted and still does not fit is parted again, by another hash, a few times. */
public final class Levels {

    /** From this level on memory is taken without asking: what still does not fit has nothing to be told apart by. */
    private static final int LAST = 6;

    private Levels() {}

    /** The hash by which to part at this level, from 0. */
    public static int hash(int hash, int level) {
        return (int) (KeyBuffer.mix(hash + 0x9E3779B97F4A7C15L * (level + 1)) >>> 16) & Integer.MAX_VALUE;
    }

    /** The budget for tables at this level. */
    public static MemoryBudget budget(RunMemory memory, int level) {
        return level < LAST ? memory.tables() : MemoryBudget.of(Long.MAX_VALUE);
    }
}
