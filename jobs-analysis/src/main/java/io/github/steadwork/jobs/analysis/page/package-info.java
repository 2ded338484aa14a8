/**
 * What a finished report shows, for those who write it in a form of their own: see
 * {@link io.github.steadwork.jobs.analysis.page.PageWriter}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.page;

import org.jspecify.annotations.NullMarked;
