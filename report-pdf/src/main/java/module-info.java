import io.github.steadwork.jobs.analysis.page.PageWriter;
import io.github.steadwork.report.pdf.PdfPageWriter;

/** Reports as PDF files, with charts as vectors. */
@SuppressWarnings("requires-automatic") // the libraries have no modules of their own
module io.github.steadwork.report.pdf {
    requires static org.jspecify;
    requires transitive io.github.steadwork.jobs.analysis;
    requires java.desktop;
    requires java.logging;
    requires java.xml;
    requires openhtmltopdf.core;
    requires openhtmltopdf.pdfbox;
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;

    exports io.github.steadwork.report.pdf;

    provides PageWriter with
            PdfPageWriter;
}
