/**
 * The backend that keeps everything in memory, for tests and for work that may be lost with its process.
 *
 * <p>Start at {@link io.github.steadwork.queue.inmemory.InMemoryJobQueue}. One lock guards all of it; the rooms behind it
 * are plain objects: where the jobs stand ({@code Jobs}, {@code QueueRoom}, {@code Lane}), what ties them together
 * ({@code Dependencies}, {@code UniqueKeys}, {@code Leases}), and how they are moved ({@code Intake}, {@code Claiming},
 * {@code Settling}, {@code Reclaiming}, {@code Operations}).
 */
@NullMarked
package io.github.steadwork.queue.inmemory;

import org.jspecify.annotations.NullMarked;
