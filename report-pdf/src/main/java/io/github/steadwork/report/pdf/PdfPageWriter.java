package io.github.steadwork.report.pdf;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.github.steadwork.jobs.analysis.page.Page;
import io.github.steadwork.jobs.analysis.page.PageWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Level;

/**
 * Writes a report as a PDF file on pages of A4, with tags for those who hear it: its words, key figures and tables, and its charts as vectors. Texts are set
 * in Liberation Sans, which has Latin, Greek and Cyrillic letters; what it does not have is shown as a question mark. Nothing
 * is read from anywhere, and nothing in the data becomes markup.
 */
public final class PdfPageWriter implements PageWriter {

    static {
        // the library tells each step at INFO, on System.err where nobody has said otherwise
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    /** Found by the report job when the module is there. */
    public PdfPageWriter() {}

    @Override
    public String format() {
        return "pdf";
    }

    @Override
    public void write(Page page, OutputStream out) throws IOException {
        Typeface typeface = Typeface.load();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(PdfMarkup.of(page, typeface), null)
                .useFont(() -> new ByteArrayInputStream(typeface.file()), PdfMarkup.FONT)
                .useReplacementText("?")
                .useSVGDrawer(new ChartDrawer(typeface))
                .usePdfUaAccessibility(true)
                .withProducer("Steadwork")
                .withDiagnosticConsumer(diagnostic -> {})
                .toStream(out);
        for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> false, when);
        }
        builder.run();
    }
}
