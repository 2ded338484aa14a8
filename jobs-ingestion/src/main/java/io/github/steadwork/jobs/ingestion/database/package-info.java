/**
 * Brings tables and queries of databases in.
 *
 * <p>Start here: {@link io.github.steadwork.jobs.ingestion.database.DatabaseIngestionJob} reads as many
 * {@link io.github.steadwork.jobs.ingestion.database.DatabaseSource}s as a
 * {@link io.github.steadwork.jobs.ingestion.database.DatabaseIngestion} names, in full or what is new.
 */
@NullMarked
package io.github.steadwork.jobs.ingestion.database;

import org.jspecify.annotations.NullMarked;
