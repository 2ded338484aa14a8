/**
 * What data are made of: values of a closed set of types, columns, schemas and rows.
 *
 * <p>Start here: a {@link io.github.steadwork.pipeline.row.Row} is a shared
 * {@link io.github.steadwork.pipeline.row.Schema} and an array of values. How values are compared and converted stands in
 * {@link io.github.steadwork.pipeline.row.Values} and {@link io.github.steadwork.pipeline.row.Casts}.
 */
@NullMarked
package io.github.steadwork.pipeline.row;

import org.jspecify.annotations.NullMarked;
