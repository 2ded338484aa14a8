/**
 * Ready-made jobs that look at data: {@link io.github.steadwork.jobs.analysis.StatisticalAnalysisJob} tells what is in them,
 * {@link io.github.steadwork.jobs.analysis.ReportGenerationJob} shows it. Start with either.
 */
@NullMarked
package io.github.steadwork.jobs.analysis;

import org.jspecify.annotations.NullMarked;
