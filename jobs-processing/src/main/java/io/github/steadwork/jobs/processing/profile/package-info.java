/**
 * The job that looks at data and proposes a schema and rules for them.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.processing.profile.DataProfileJob} and what it gives, a
 * {@link io.github.steadwork.jobs.processing.profile.ProfileResult}.
 */
@NullMarked
package io.github.steadwork.jobs.processing.profile;

import org.jspecify.annotations.NullMarked;
