package io.github.steadwork.pipeline.data;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a job goes through its input. What comes out is the same with each of them.
 *
 * @param kind by one thread, by several, or by several jobs; SEQUENTIAL if not said
 * @param chunks how many threads work side by side, or how many jobs there are; 0 for as many as the machine has processors
 * @param folder where the jobs of MAP_REDUCE leave what they have computed; all workers must reach it. The file itself for one of those
 *     jobs, and blank otherwise
 * @param chunkBytes about how many bytes of the input are a chunk; 0 for as many as memory has room for with PARALLEL_CHUNKS, and
 *     for what {@code chunks} says with MAP_REDUCE
 */
public record Strategy(Kind kind, int chunks, String folder, long chunkBytes) {

    /** Who does the work. */
    public enum Kind {
        /** One thread reads the rows in their order. */
        SEQUENTIAL,
        /** Threads of this process read a part of the input each. */
        PARALLEL_CHUNKS,
        /** Each part of the input is a job of its own, for any worker; the job that asked for them puts their results together. */
        MAP_REDUCE,
        /** Set by jobs themselves: the input is a chunk of another job's, which waits for what becomes of it in a file. */
        CHUNK
    }

    /** One thread, which reads the rows in their order. */
    public static final Strategy SEQUENTIAL = new Strategy(Kind.SEQUENTIAL, 0, "", 0);

    private static final int MOST = 10_000;

    /** Refuses a number that is out of range, and MAP_REDUCE without a folder. */
    public Strategy {
        kind = Objects.requireNonNullElse(kind, Kind.SEQUENTIAL);
        folder = Objects.requireNonNullElse(folder, "");
        if (chunks < 0 || chunks > MOST) {
            throw new IllegalArgumentException(
                    "strategy: chunks is " + chunks + ", allowed is 0 for the number of processors, to " + MOST);
        }
        if (chunkBytes < 0) {
            throw new IllegalArgumentException(
                    "strategy: chunkBytes is " + chunkBytes + ", allowed is 0 to leave it open, or more");
        }
        if (folder.isBlank() == (kind == Kind.MAP_REDUCE || kind == Kind.CHUNK)) {
            throw new IllegalArgumentException("strategy: kind is " + kind + " and folder is '" + folder
                    + "'; MAP_REDUCE needs a folder that all workers reach, the others have none");
        }
    }

    /** So many threads, each with a part of the input. */
    public static Strategy parallelChunks(int chunks) {
        return new Strategy(Kind.PARALLEL_CHUNKS, chunks, "", 0);
    }

    /** As many threads as the machine has processors, each with a part of the input. */
    public static Strategy parallelChunks() {
        return parallelChunks(0);
    }

    /** So many jobs, each with a part of the input, that leave their results in a folder. */
    public static Strategy mapReduce(int chunks, Path folder) {
        return new Strategy(Kind.MAP_REDUCE, chunks, folder.toString(), 0);
    }

    /** For a job that MAP_REDUCE asks for: what becomes of its chunk goes to this file. */
    public static Strategy chunk(Path file) {
        return new Strategy(Kind.CHUNK, 0, file.toString(), 0);
    }

    /** The same with chunks of about so many bytes of the input, however many that gives. */
    public Strategy withChunkBytes(long bytes) {
        return new Strategy(kind, chunks, folder, bytes);
    }

    /** How many threads or jobs share the work. */
    public int parts() {
        if (kind == Kind.SEQUENTIAL || kind == Kind.CHUNK) {
            return 1;
        }
        return chunks == 0 ? Runtime.getRuntime().availableProcessors() : chunks;
    }
}
