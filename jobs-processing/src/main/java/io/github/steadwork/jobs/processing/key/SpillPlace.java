package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.spill.SpillFolder;
import java.io.IOException;

/**
 * The memory of one run, and the folder for what does not fit. Closing it deletes the folder.
 *
 * @param pulse called now and then by whoever reads back what was spilled; it throws if the run is to end
 */
public record SpillPlace(RunMemory memory, SpillFolder folder, Runnable pulse) implements AutoCloseable {

    private static final int ROWS_BETWEEN_PULSES = 1_000;

    /** With this many bytes of memory, as a spec says it. */
    public static SpillPlace of(long bytes, JobContext context) {
        return of(bytes, Strategy.SEQUENTIAL, context);
    }

    /** As the other one, beside the chunks that are read ahead by the strategy. */
    public static SpillPlace of(long bytes, Strategy strategy, JobContext context) {
        return new SpillPlace(RunMemory.of(bytes).beside(strategy), SpillFolder.create(), context::checkCancelled);
    }

    /** A place for one of so many that work side by side: its share of the memory, and the same folder. Not to be closed. */
    public SpillPlace share(int many) {
        return new SpillPlace(memory.share(many), folder, pulse);
    }

    /** To be called for each row that is read back, with how many there have been. */
    public void beat(long rows) {
        if (rows % ROWS_BETWEEN_PULSES == 0) {
            pulse.run();
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
