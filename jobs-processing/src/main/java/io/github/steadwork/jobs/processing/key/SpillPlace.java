package io.github.steadwork.jobs.processing.key;

import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.spill.SpillFolder;
import java.io.IOException;

/** The memory of one run, and the folder for what does not fit. Closing it deletes the folder. */
public record SpillPlace(RunMemory memory, SpillFolder folder) implements AutoCloseable {

    /** With this many bytes of memory, as a spec says it. */
    public static SpillPlace of(long bytes) throws IOException {
        return new SpillPlace(RunMemory.of(bytes), SpillFolder.create());
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
