/**
 * Reports as Excel workbooks: with this module beside it, a {@code ReportGenerationJob} also writes
 * {@code ReportFormat.EXCEL}.
 */
@NullMarked
package io.github.steadwork.report.excel;

import org.jspecify.annotations.NullMarked;
