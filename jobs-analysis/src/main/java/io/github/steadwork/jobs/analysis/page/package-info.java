/**
 * A report as it is shown, not exported: blocks, and how they are written. Start with
 * {@link io.github.steadwork.jobs.analysis.page.Page}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.page;

import org.jspecify.annotations.NullMarked;
