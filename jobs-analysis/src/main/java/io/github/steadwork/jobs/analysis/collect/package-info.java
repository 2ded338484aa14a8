/**
 * What a pass over rows gathers, not exported. All collectors of one kind can be merged. Start with
 * {@link io.github.steadwork.jobs.analysis.collect.Analysis}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.collect;

import org.jspecify.annotations.NullMarked;
