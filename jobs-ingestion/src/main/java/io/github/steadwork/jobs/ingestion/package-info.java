/**
 * Brings data in from outside.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.ingestion.FileIngestionJob} reads files, as told by a
 * {@link io.github.steadwork.jobs.ingestion.FileIngestion}, checks that they are what they should be, and hands the rows
 * on as a {@link io.github.steadwork.pipeline.data.Dataset}.
 */
@NullMarked
package io.github.steadwork.jobs.ingestion;

import org.jspecify.annotations.NullMarked;
