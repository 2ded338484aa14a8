/**
 * A page as HTML and as Markdown, not exported. Start with {@link io.github.steadwork.jobs.analysis.render.HtmlPage}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.render;

import org.jspecify.annotations.NullMarked;
