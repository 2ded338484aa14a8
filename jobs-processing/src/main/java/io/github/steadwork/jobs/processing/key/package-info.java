/**
 * Keys of rows: as bytes that are equal where values are, in tables that know their size, and in more of them than memory
 * holds. Not exported.
 */
@NullMarked
package io.github.steadwork.jobs.processing.key;

import org.jspecify.annotations.NullMarked;
