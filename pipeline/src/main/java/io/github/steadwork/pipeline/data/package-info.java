/**
 * Where rows come from and go to.
 *
 * <p>Start here: a {@link io.github.steadwork.pipeline.data.Dataset} names data,
 * {@link io.github.steadwork.pipeline.data.DataFormats} opens them as a
 * {@link io.github.steadwork.pipeline.data.RowReader} or a {@link io.github.steadwork.pipeline.data.RowWriter}, and
 * {@link io.github.steadwork.pipeline.data.Rejects} keeps the rows that cannot be used. Another kind of source is a
 * {@link io.github.steadwork.pipeline.data.DataFormat} of your own.
 */
@NullMarked
package io.github.steadwork.pipeline.data;

import org.jspecify.annotations.NullMarked;
