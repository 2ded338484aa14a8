package io.github.steadwork.jobs.analysis.page;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes finished reports in a form of its own, as PDF. A module or an application that has one offers it by
 * {@link java.util.ServiceLoader}; a report then names it by {@code ReportFormat.of(format)}. Called by any thread.
 */
public interface PageWriter {

    /** The name of the form, which is also the end of its files' names: {@code pdf}. Small letters and digits. */
    String format();

    /**
     * Writes a report. Its texts and cells are plain text: what the form would take for markup or for a formula has to be
     * escaped.
     *
     * @param out not to be closed
     */
    void write(Page page, OutputStream out) throws IOException;
}
