package io.github.steadwork.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.jobs.analysis.ReportFormat;
import io.github.steadwork.jobs.analysis.ReportGenerationJob;
import io.github.steadwork.jobs.analysis.ReportResult;
import io.github.steadwork.jobs.analysis.ReportSpec;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfReportTest {

    private static final Schema SCHEMA = Schema.of(
            Column.of("shop", ColumnType.STRING),
            Column.of("amount", ColumnType.DOUBLE),
            Column.of("day", ColumnType.DATE));

    @TempDir
    Path folder;

    private ReportSpec.Builder spec(int rows, IntFunction<String> shop) {
        List<Row> data = IntStream.range(0, rows)
                .mapToObj(i -> Row.of(
                        SCHEMA,
                        shop.apply(i),
                        i * 1.25 - 3,
                        LocalDate.of(2026, 1, 1).plusDays(i)))
                .toList();
        return ReportSpec.builder("Shops", folder.resolve("report.html"))
                .data("shops", Dataset.list(SCHEMA, data))
                .also(ReportFormat.PDF);
    }

    private PDDocument write(ReportSpec.Builder spec) throws IOException {
        ReportResult result = Objects.requireNonNull(new ReportGenerationJob().run(spec.build()));
        Path file = folder.resolve("report.pdf");
        assertThat(result.files()).contains(file);
        return Loader.loadPDF(file.toFile());
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    @Test
    void wordsFiguresAndTablesAreThere() throws IOException {
        try (PDDocument document = write(spec(120, i -> "Straße " + i)
                .add(new Text("Beginning", "A few words."))
                .add(Figures.of(Figure.count("How many", "shops")))
                .add(Table.of("shops").title("All shops")))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Shops");
            assertThat(text(document))
                    .contains("Shops", "Beginning", "A few words.", "How many", "120", "Straße 99")
                    .containsPattern("shop\\s+amount\\s+day")
                    .contains("2 / " + document.getNumberOfPages());
        }
    }

    @Test
    void chartsOfAllKindsAreVectors() throws IOException {
        try (PDDocument document = write(spec(30, i -> "shop " + i % 4)
                .add(Chart.line("shops")
                        .x("day")
                        .y("amount")
                        .series("shop")
                        .wide()
                        .build())
                .add(Chart.line("shops").x("day").build())
                .add(Chart.bar("shops").x("shop").y("amount").build())
                .add(Chart.horizontalBar("shops").x("shop").build())
                .add(Chart.stackedBar("shops").x("month(day)").series("shop").build())
                .add(Chart.histogram("shops").x("amount").build())
                .add(Chart.box("shops").x("shop").y("amount").build())
                .add(Chart.scatter("shops").x("amount").y("amount * 2").build())
                .add(Chart.heatMap("shops").x("month(day)").series("shop").build()))) {
            int drawings = 0;
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                PDResources resources = document.getPage(page).getResources();
                for (COSName name : resources.getXObjectNames()) {
                    assertThat(resources.getXObject(name)).isNotInstanceOf(PDImageXObject.class);
                    drawings++;
                }
            }
            assertThat(drawings).isEqualTo(9);
        }
    }

    @Test
    void nothingInTheDataIsMarkupAndWhatTheFontLacksIsAQuestionMark() throws IOException {
        String evil = "</td><img src=\"file:///etc/passwd\"/><script>&lt;\u0001\uD83D\uDE00";
        try (PDDocument document =
                write(spec(2, i -> evil).add(new Text("<b>&amp;", evil)).add(Table.of("shops")))) {
            String text = text(document).replaceAll("\\s+", "");
            assertThat(text).contains("<b>&amp;", "</td><imgsrc=\"file:///etc/passwd\"/><script>&lt;");
            assertThat(text).contains("??");
        }
    }

    @Test
    void noRowsAreAFileThatSaysSo() throws IOException {
        try (PDDocument document = write(spec(0, i -> "")
                .add(Table.of("shops").title("Nothing"))
                .add(Chart.bar("shops").x("shop").build()))) {
            assertThat(text(document)).contains("There are no rows.", "There is nothing to draw.");
        }
    }
}
