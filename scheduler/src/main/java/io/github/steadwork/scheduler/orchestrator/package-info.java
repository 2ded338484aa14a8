/**
 * Pipelines that take turns: one at a time in the whole cluster, the oldest first, each when what it depends on is done.
 *
 * <p>Start at {@link io.github.steadwork.scheduler.orchestrator.Orchestrator}, and say with a
 * {@link io.github.steadwork.scheduler.orchestrator.Pipeline} what takes part. Where all of them stand is one document, which changes
 * only at the version that was read and in the write that stores the job of the one that starts. So no two nodes can start what
 * together would be too many.
 */
@NullMarked
package io.github.steadwork.scheduler.orchestrator;

import org.jspecify.annotations.NullMarked;
