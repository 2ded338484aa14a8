@NullMarked
package io.github.steadwork.jobs.ingestion;

import org.jspecify.annotations.NullMarked;
