package io.github.steadwork.pipeline.data;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a job goes through its input. What comes out is the same with each of them.
 *
 * @param kind by one thread, by several, or by several jobs; SEQUENTIAL if not said
 * @param chunks in how many parts the input is read, at most; 0 for as many as the machine has processors
 * @param folder where the jobs of MAP_REDUCE leave what they have computed; all workers must reach it. Blank otherwise
 */
public record Strategy(Kind kind, int chunks, String folder) {

    /** Who does the work. */
    public enum Kind {
        /** One thread reads the rows in their order. */
        SEQUENTIAL,
        /** Threads of this process read a part of the input each. */
        PARALLEL_CHUNKS,
        /** Each part of the input is a job of its own, for any worker; the job that asked for them puts their results together. */
        MAP_REDUCE
    }

    /** One thread, which reads the rows in their order. */
    public static final Strategy SEQUENTIAL = new Strategy(Kind.SEQUENTIAL, 0, "");

    private static final int MOST = 10_000;

    /** Refuses a number of chunks that is out of range, and MAP_REDUCE without a folder. */
    public Strategy {
        kind = Objects.requireNonNullElse(kind, Kind.SEQUENTIAL);
        folder = Objects.requireNonNullElse(folder, "");
        if (chunks < 0 || chunks > MOST) {
            throw new IllegalArgumentException(
                    "strategy: chunks is " + chunks + ", allowed is 0 for the number of processors, to " + MOST);
        }
        if (folder.isBlank() == (kind == Kind.MAP_REDUCE)) {
            throw new IllegalArgumentException("strategy: kind is " + kind + " and folder is '" + folder
                    + "'; MAP_REDUCE needs a folder that all workers reach, the others have none");
        }
    }

    /** So many threads, each with a part of the input. */
    public static Strategy parallelChunks(int chunks) {
        return new Strategy(Kind.PARALLEL_CHUNKS, chunks, "");
    }

    /** As many threads as the machine has processors, each with a part of the input. */
    public static Strategy parallelChunks() {
        return parallelChunks(0);
    }

    /** So many jobs, each with a part of the input, that leave their results in a folder. */
    public static Strategy mapReduce(int chunks, Path folder) {
        return new Strategy(Kind.MAP_REDUCE, chunks, folder.toString());
    }

    /** In how many parts the input is read, at most. */
    public int parts() {
        if (kind == Kind.SEQUENTIAL) {
            return 1;
        }
        return chunks == 0 ? Runtime.getRuntime().availableProcessors() : chunks;
    }
}
