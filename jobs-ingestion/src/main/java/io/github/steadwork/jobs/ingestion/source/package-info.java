/** What sources of all kinds have in common: how far they were read, which rows they give twice, and what becomes of failures. */
@NullMarked
package io.github.steadwork.jobs.ingestion.source;

import org.jspecify.annotations.NullMarked;
