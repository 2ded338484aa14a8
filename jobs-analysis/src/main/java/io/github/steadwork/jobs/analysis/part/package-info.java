/**
 * How sections of a report become blocks of a page, not exported: parts that listen to rows. Start with
 * {@link io.github.steadwork.jobs.analysis.part.Parts}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.part;

import org.jspecify.annotations.NullMarked;
