package io.github.steadwork.report.excel;

import io.github.steadwork.jobs.analysis.page.Page;
import io.github.steadwork.jobs.analysis.page.PageWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a report as an Excel workbook: a first sheet with its words and key figures, then a sheet for each table and for the
 * numbers of each chart. Numbers are numbers, all else is text; nothing becomes a formula, whatever it begins with.
 */
public final class ExcelPageWriter implements PageWriter {

    /** Found by the report job when the module is there. */
    public ExcelPageWriter() {}

    @Override
    public String format() {
        return "xlsx";
    }

    @Override
    public void write(Page page, OutputStream out) throws IOException {
        try (PageWorkbook workbook = new PageWorkbook(out)) {
            workbook.write(page);
        }
    }
}
