package io.github.steadwork.jobs.analysis;

import io.github.steadwork.jobs.analysis.page.PageWriter;
import io.github.steadwork.pipeline.row.DataException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The forms of reports that modules and the application offer. They are looked up once. */
final class PageWriters {

    private static final Map<String, PageWriter> OFFERED = offered();

    private PageWriters() {}

    private static Map<String, PageWriter> offered() {
        Map<String, PageWriter> writers = new TreeMap<>();
        for (PageWriter writer : ServiceLoader.load(PageWriter.class, PageWriter.class.getClassLoader())) {
            writers.put(writer.format(), writer);
        }
        return writers;
    }

    /**
     * Who writes this form.
     *
     * @throws DataException if nobody does, with what to add
     */
    static PageWriter of(ReportFormat format) {
        PageWriter writer = OFFERED.get(format.name());
        if (writer == null) {
            throw new DataException("nothing here writes a report as '" + format + "'; " + remedy(format)
                    + ", or leave the form out (known: csv, md" + known() + ")");
        }
        return writer;
    }

    private static String remedy(ReportFormat format) {
        if (format.equals(ReportFormat.EXCEL)) {
            return "add the module steadwork-report-excel";
        }
        return format.equals(ReportFormat.PDF)
                ? "add the module steadwork-report-pdf"
                : "offer a PageWriter of this format by META-INF/services";
    }

    private static String known() {
        return OFFERED.isEmpty() ? "" : ", " + String.join(", ", OFFERED.keySet());
    }
}
