package io.github.steadwork.jobs.analysis;

import static io.github.steadwork.jobs.analysis.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The forms of a report beside its page. */
class ReportFormsTest extends StrikesReport {

    @Test
    void aReportIsAlsoWrittenAsMarkdown() throws Exception {
        ReportResult result = run(ReportSpec.builder("Strikes", folder.resolve("report.html"))
                .data("strikes", strikes(20))
                .add(everyKind())
                .also(ReportFormat.MARKDOWN)
                .build());
        assertThat(result.files()).containsExactly(folder.resolve("report.html"), folder.resolve("report.md"));
        assertThat(result.bytes()).isEqualTo(Files.size(result.file()));
        assertThat(Files.readString(folder.resolve("report.md")))
                .startsWith("# Strikes\n")
                .contains("| --- | ---: |")
                .contains("- **Strikes:** 20");
    }

    @Test
    void tablesAndTheNumbersOfChartsAreAlsoWrittenAsCsv() throws Exception {
        Schema schema = Schema.of(Column.of("k", ColumnType.STRING), Column.of("v", ColumnType.LONG));
        ReportResult result = run(ReportSpec.builder("T", folder.resolve("report.html"))
                .data("d", Rows.of(schema, row("../a\"b", 1_000L), row(null, 2L)))
                .add(
                        Table.of("d").title("../../Été & more"),
                        Chart.bar("d").x("k").y("v").build())
                .also(ReportFormat.CSV)
                .build());
        Path tables = folder.resolve("report-tables");
        assertThat(result.files())
                .containsExactly(
                        folder.resolve("report.html"),
                        tables.resolve("01-ete-more.csv"),
                        tables.resolve("02-table.csv"));
        assertThat(Files.readString(tables.resolve("01-ete-more.csv")))
                .startsWith("k,v\n")
                .contains(",1000\n");
        assertThat(Files.readString(tables.resolve("02-table.csv"))).contains(",1000.0\n");
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() {
        assertThatThrownBy(() -> run(
                        ReportSpec.builder("T", folder).add(Text.heading("x")).build()))
                .rootCause()
                .hasMessageContaining("it is a folder; name a file");
    }
}
