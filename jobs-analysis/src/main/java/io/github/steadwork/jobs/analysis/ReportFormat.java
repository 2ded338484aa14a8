package io.github.steadwork.jobs.analysis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A form in which a report is written beside its HTML page, into a file of the same name that ends with that of the form.
 *
 * @param name small letters and digits
 */
public record ReportFormat(@JsonValue String name) {

    /** The words, figures and tables as one Markdown file, which ends with {@code .md}. */
    public static final ReportFormat MARKDOWN = new ReportFormat("md");

    /** Each table and the numbers of each chart as a CSV file, in a folder beside the page. */
    public static final ReportFormat CSV = new ReportFormat("csv");

    /** An Excel workbook with a sheet for each table; needs the module {@code steadwork-report-excel}. */
    public static final ReportFormat EXCEL = new ReportFormat("xlsx");

    /** A PDF file with charts as vectors; needs the module {@code steadwork-report-pdf}. */
    public static final ReportFormat PDF = new ReportFormat("pdf");

    private static final int LONGEST = 20;

    /** Refuses a name that is none for the end of a file's name. */
    public ReportFormat {
        name = name.toLowerCase(Locale.ROOT);
        if (name.length() > LONGEST || !name.matches("[a-z0-9]+")) {
            throw new IllegalArgumentException(
                    "a form of report is called '" + name + "'; allowed are 1 to " + LONGEST + " letters and digits");
        }
    }

    /** The form of a {@link io.github.steadwork.jobs.analysis.page.PageWriter}. */
    @JsonCreator
    public static ReportFormat of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "markdown" -> MARKDOWN;
            case "excel" -> EXCEL;
            default -> new ReportFormat(name);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
