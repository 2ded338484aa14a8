/**
 * What a report consists of, as values: {@link io.github.steadwork.jobs.analysis.section.Section} is the closed list. Start
 * with {@link io.github.steadwork.jobs.analysis.section.Chart}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.section;

import org.jspecify.annotations.NullMarked;
