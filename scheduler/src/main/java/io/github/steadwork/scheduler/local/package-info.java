/**
 * Local times and what becomes of them on the clock of a zone; not exported.
 *
 * <p>{@link io.github.steadwork.scheduler.local.LocalPatterns} makes a pattern of times that knows no zone,
 * {@link io.github.steadwork.scheduler.local.ZonedTimes} puts it on the clock of one.
 */
@NullMarked
package io.github.steadwork.scheduler.local;

import org.jspecify.annotations.NullMarked;
