/**
 * Reading and writing CSV.
 *
 * <p>Start here: {@link io.github.steadwork.pipeline.csv.CsvFormat} is the format {@code csv}; its options stand in
 * {@link io.github.steadwork.pipeline.csv.CsvOptions}.
 */
@NullMarked
package io.github.steadwork.pipeline.csv;

import org.jspecify.annotations.NullMarked;
