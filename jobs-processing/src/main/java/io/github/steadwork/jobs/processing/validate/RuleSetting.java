package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * What rules know beside the rows.
 *
 * @param extensions what the application has given to the job
 * @param now the time of this attempt
 * @param resolve finds the dataset that another one stands for, as that of an earlier job
 */
record RuleSetting(Extensions extensions, Instant now, UnaryOperator<Dataset> resolve) {}
