/**
 * Parquet files. Start here: with this module on the class path {@link io.github.steadwork.format.parquet.ParquetFormat} is a format like
 * all others, as in {@code Dataset.of("parquet", "orders.parquet")}. Apache's library does the work, without Hadoop.
 */
@NullMarked
package io.github.steadwork.format.parquet;

import org.jspecify.annotations.NullMarked;
