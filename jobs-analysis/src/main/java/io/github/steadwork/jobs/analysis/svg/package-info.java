/**
 * Charts as SVG, not exported. Colours are named by style-sheet classes, so that one drawing serves light and dark pages.
 * Start with {@link io.github.steadwork.jobs.analysis.svg.Drawings}.
 */
@NullMarked
package io.github.steadwork.jobs.analysis.svg;

import org.jspecify.annotations.NullMarked;
