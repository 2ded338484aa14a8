package io.github.steadwork.report.excel;

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
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcelReportTest {

    private static final Schema SCHEMA =
            Schema.of(Column.of("shop", ColumnType.STRING), Column.of("amount", ColumnType.DECIMAL));

    @TempDir
    Path folder;

    private Path write(ReportSpec.Builder spec) {
        ReportResult result = Objects.requireNonNull(
                new ReportGenerationJob().run(spec.also(ReportFormat.EXCEL).build()));
        Path file = folder.resolve("report.xlsx");
        assertThat(result.files()).contains(file);
        return file;
    }

    private ReportSpec.Builder spec(String... shops) {
        List<Row> rows = IntStream.range(0, shops.length)
                .mapToObj(i -> Row.of(SCHEMA, shops[i], BigDecimal.valueOf(1_250 + i, 2)))
                .toList();
        return ReportSpec.builder("Shops", folder.resolve("report.html")).data("shops", Dataset.list(SCHEMA, rows));
    }

    private static List<List<Cell>> cells(Sheet sheet) throws IOException {
        return sheet.read().stream()
                .map(row -> row.stream().filter(Objects::nonNull).toList())
                .toList();
    }

    @Test
    void eachTableAndChartHasASheetAndNumbersAreNumbers() throws IOException {
        Path file = write(spec("north", "south")
                .add(new Text("Beginning", "A few words."))
                .add(Figures.of(Figure.count("How many", "shops")))
                .add(Table.of("shops").title("All shops"))
                .add(Chart.bar("shops").title("Amounts").x("shop").y("amount").build()));
        try (InputStream stream = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(stream)) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("Report", "All shops", "Amounts");
            Sheet table = workbook.findSheet("All shops").orElseThrow();
            List<Cell> first = cells(table).get(1);
            assertThat(first.get(0).asString()).isEqualTo("north");
            assertThat(first.get(1).asNumber()).isEqualByComparingTo("12.5");
            assertThat(cells(workbook.getFirstSheet()).stream()
                            .flatMap(List::stream)
                            .map(Cell::getText))
                    .contains("Shops", "Beginning", "A few words.", "How many", "2", "See sheet All shops");
        }
    }

    @Test
    void nothingBecomesAFormula() throws IOException {
        Path file = write(spec("=HYPERLINK(\"http://x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "<b>&\u0001")
                .add(Table.of("shops").title("=1+1")));
        try (InputStream stream = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(stream)) {
            Sheet table = workbook.getSheet(1).orElseThrow();
            assertThat(cells(table).stream().skip(1).map(row -> row.get(0).getType()))
                    .containsOnly(CellType.STRING);
            assertThat(cells(table).stream().skip(1).map(row -> row.get(0).asString()))
                    .containsExactly("=HYPERLINK(\"http://x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "<b>&\uFFFD");
            assertThat(cells(workbook.getFirstSheet()).stream()
                            .flatMap(List::stream)
                            .map(Cell::getType))
                    .doesNotContain(CellType.FORMULA);
        }
    }

    @Test
    void namesOfSheetsAreShortAllowedAndDifferent() throws IOException {
        String longTitle = "Sales: by [region] and / or *everything* else";
        Path file = write(spec("north")
                .add(Table.of("shops").title(longTitle))
                .add(Table.of("shops").title(longTitle))
                .add(Table.of("shops").title("'?'")));
        try (InputStream stream = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(stream)) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly(
                            "Report", "Sales  by  region  and   or  ev", "Sales  by  region  and   or 2", "Table");
        }
    }
}
