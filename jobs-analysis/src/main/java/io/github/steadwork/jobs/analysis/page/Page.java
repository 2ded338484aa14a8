package io.github.steadwork.jobs.analysis.page;

import java.time.Instant;
import java.util.List;

/**
 * All that a report shows.
 *
 * @param title of the report
 * @param subtitle below it; empty for none
 * @param written when
 * @param blocks from top to bottom
 */
public record Page(String title, String subtitle, Instant written, List<Block> blocks) {}
