package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;

/**
 * What the job of a chunk has left.
 *
 * @param file where it is
 * @param rowsRead how many rows could be read
 * @param rows how many entries the file has: rows, and what is to be told of them
 * @param bytes how large it is
 * @param elapsed how long it took
 */
public record ChunkResult(Dataset file, long rowsRead, long rows, long bytes, Duration elapsed) {}
