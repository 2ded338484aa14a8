/**
 * What the ready-made jobs of this module share: where the rows go that cannot be used.
 *
 * <p>Start here: the jobs are in the packages {@code transform}, {@code validate}, {@code deduplicate} and {@code aggregate};
 * each has a {@code ...Spec} that says what to do and a {@code Data...Job} that does it.
 */
@NullMarked
package io.github.steadwork.jobs.processing;

import org.jspecify.annotations.NullMarked;
