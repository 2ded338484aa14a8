/**
 * The binary files of rows in which jobs hand data to each other, and in which sorting and grouping spill.
 *
 * <p>A file is: eight bytes that name the form and its version; a header with the source's name and the columns; blocks of
 * rows; an end marker with the number of rows. Header and blocks carry their length and a CRC32C, so that a damaged file is
 * told from a good one, and a file without its end marker is never taken for a shorter one.
 *
 * <p>A row is: the distance of its position to the one before, one bit for each column that is not null, and the values
 * in the form of their column's type. A short text that stood in the same column not long ago is written as the number of
 * its slot in a cache that writer and reader keep alike; reading it makes no new object.
 */
@NullMarked
package io.github.steadwork.pipeline.rowfile;

import org.jspecify.annotations.NullMarked;
