/**
 * Reading and writing JSON, row by row, whatever the size.
 *
 * <p>Start here: {@link io.github.steadwork.pipeline.json.JsonFormat} is the format {@code json}, a list of objects;
 * {@link io.github.steadwork.pipeline.json.NdjsonFormat} is {@code ndjson}, one object a line.
 */
@NullMarked
package io.github.steadwork.pipeline.json;

import org.jspecify.annotations.NullMarked;
