/**
 * Files on disk, below any format.
 *
 * <p>Start here: {@link io.github.steadwork.pipeline.file.StagedFile} shows a file to others only when it is complete.
 */
@NullMarked
package io.github.steadwork.pipeline.file;

import org.jspecify.annotations.NullMarked;
