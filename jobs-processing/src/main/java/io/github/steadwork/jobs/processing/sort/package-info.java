/**
 * A job that puts rows in order. Start with {@link io.github.steadwork.jobs.processing.sort.SortSpec}.
 */
@NullMarked
package io.github.steadwork.jobs.processing.sort;

import org.jspecify.annotations.NullMarked;
