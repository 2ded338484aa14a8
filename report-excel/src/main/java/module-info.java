import io.github.steadwork.jobs.analysis.page.PageWriter;
import io.github.steadwork.report.excel.ExcelPageWriter;

/** Reports as Excel workbooks. */
module io.github.steadwork.report.excel {
    requires static org.jspecify;
    requires transitive io.github.steadwork.jobs.analysis;
    requires org.dhatim.fastexcel;

    exports io.github.steadwork.report.excel;

    provides PageWriter with
            ExcelPageWriter;
}
