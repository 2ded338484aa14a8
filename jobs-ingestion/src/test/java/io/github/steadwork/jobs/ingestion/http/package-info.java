@NullMarked
package io.github.steadwork.jobs.ingestion.http;

import org.jspecify.annotations.NullMarked;
