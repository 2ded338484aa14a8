/**
 * Work on rows in chunks, the same under each strategy: one thread, threads side by side, or jobs. Begin with
 * {@link io.github.steadwork.pipeline.chunk.ChunkRun}. For the ready-made jobs only.
 */
@NullMarked
package io.github.steadwork.pipeline.chunk;

import org.jspecify.annotations.NullMarked;
