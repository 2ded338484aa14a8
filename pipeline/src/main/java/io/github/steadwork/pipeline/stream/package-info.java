/**
 * Rows without an end, each written exactly once. Begin with {@link io.github.steadwork.pipeline.stream.RowSource}, which you implement,
 * and {@link io.github.steadwork.pipeline.stream.TableStream}, which reads it.
 */
@NullMarked
package io.github.steadwork.pipeline.stream;

import org.jspecify.annotations.NullMarked;
