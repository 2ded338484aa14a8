/**
 * Brings records of HTTP APIs in.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.ingestion.http.ApiIngestionJob} reads as many
 * {@link io.github.steadwork.jobs.ingestion.http.ApiStream}s as an {@link io.github.steadwork.jobs.ingestion.http.ApiIngestion} names,
 * page by page, in full or what is new.
 */
@NullMarked
package io.github.steadwork.jobs.ingestion.http;

import org.jspecify.annotations.NullMarked;
