package io.github.steadwork.jobs.analysis;

/** A form in which a report can be written beside its HTML page. */
public enum ReportFormat {
    /** The words, figures and tables as one Markdown file, beside the page. */
    MARKDOWN,
    /** Each table and the numbers of each chart as a CSV file, in a folder beside the page. */
    CSV
}
