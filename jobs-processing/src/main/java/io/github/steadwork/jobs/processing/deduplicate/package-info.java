/**
 * The job that leaves out rows which repeat another one.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec#builder} and
 * {@link io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob}.
 */
@NullMarked
package io.github.steadwork.jobs.processing.deduplicate;

import org.jspecify.annotations.NullMarked;
