/**
 * The main job on real data: a file of wildlife strikes becomes a report, by a chain of the ready-made jobs.
 *
 * <p>Start at {@link io.github.steadwork.examples.strikes.WildlifeStrikes}.
 */
@NullMarked
package io.github.steadwork.examples.strikes;

import org.jspecify.annotations.NullMarked;
