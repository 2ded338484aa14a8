/**
 * The job that changes rows, step by step.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.processing.transform.TransformSpec#builder}, with the steps that
 * {@link io.github.steadwork.jobs.processing.transform.TransformStep} makes, and
 * {@link io.github.steadwork.jobs.processing.transform.DataTransformJob}. One step is one record, which holds both what
 * is said and how it is done.
 */
@NullMarked
package io.github.steadwork.jobs.processing.transform;

import org.jspecify.annotations.NullMarked;
