/**
 * Reports as PDF files: with this module beside it, a {@code ReportGenerationJob} also writes {@code ReportFormat.PDF}.
 */
@NullMarked
package io.github.steadwork.report.pdf;

import org.jspecify.annotations.NullMarked;
