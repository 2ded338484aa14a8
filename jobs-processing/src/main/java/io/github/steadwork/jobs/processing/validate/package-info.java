/**
 * The job that holds rows to rules.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.processing.validate.ValidationSpec#builder}, with the rules that
 * {@link io.github.steadwork.jobs.processing.validate.ValidationRule} makes, and
 * {@link io.github.steadwork.jobs.processing.validate.DataValidationJob}. One rule is one record, which holds both what is
 * said and how it is checked.
 */
@NullMarked
package io.github.steadwork.jobs.processing.validate;

import org.jspecify.annotations.NullMarked;
