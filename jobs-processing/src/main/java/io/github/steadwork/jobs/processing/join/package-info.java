/**
 * A job that puts rows of two datasets together. Start with {@link io.github.steadwork.jobs.processing.join.JoinSpec}.
 */
@NullMarked
package io.github.steadwork.jobs.processing.join;

import org.jspecify.annotations.NullMarked;
