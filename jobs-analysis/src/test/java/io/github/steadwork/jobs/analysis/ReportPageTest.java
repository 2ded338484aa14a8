package io.github.steadwork.jobs.analysis;

import static io.github.steadwork.jobs.analysis.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.ChartKind;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Statistics;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** What stands on the HTML page of a report. */
class ReportPageTest extends StrikesReport {

    @Test
    void aReportIsOneFileThatAsksNothingOfTheNetwork() throws Exception {
        String html = html(strikes(300), everyKind());
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>Strikes</h1>")
                .contains("22 November 2026, 05:44 UTC");
        assertThat(html)
                .contains("default-src 'none'")
                .contains("prefers-color-scheme: dark")
                .contains("@media print");
        assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("src=");
        assertThat(html).contains("<dd>300</dd>").contains("12 known").contains("<p>Second paragraph.</p>");
    }

    @Test
    void everyDrawingIsWellFormedAndHasALabel() throws Exception {
        Matcher drawings = SVG.matcher(html(strikes(300), everyKind()));
        int count = 0;
        while (drawings.find()) {
            count++;
            String svg = drawings.group();
            var root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
            assertThat(root.getAttribute("aria-label")).isNotBlank();
            assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
        }
        assertThat(count).isEqualTo(10);
    }

    @Test
    void aTableIsSortedAndLimitedAndSaysSo() throws Exception {
        Dataset data = Rows.of(ColumnType.LONG, 5L, null, 1234567L, 7L);
        String html = html(data, Table.of("strikes").title("T").descending("x").limit(2));
        assertThat(html)
                .contains("<caption>T</caption>")
                .contains("<th scope=\"col\" class=\"n\">x</th>")
                .contains("The first 2 of 4 rows.");
        assertThat(html.indexOf(">1,234,567<")).isPositive().isLessThan(html.indexOf(">7</td>"));
        assertThat(html).doesNotContain(">5</td>");
        assertThat(html(data, Table.of("strikes").ascending("x")))
                .contains("<td class=\"n\">–</td>".replace(">–", " data-v=\"\">–"));
    }

    @Test
    void nothingInDataOrWordsBecomesMarkup() throws Exception {
        String evil = "</title></script><script>alert(1)</script><img src=x onerror='a()'>\"&\u202Eabc\u0000";
        Schema schema = Schema.of(Column.of(evil, ColumnType.STRING), Column.of("n" + evil, ColumnType.LONG));
        Dataset data = Rows.of(schema, row(evil, 1L), row("]]>--><!--", 2L), row(evil, 3L));
        StatisticsResult statistics = Objects.requireNonNull(new StatisticalAnalysisJob()
                .run(StatisticsSpec.builder(data).groupBy(evil).build()));
        ReportResult result = run(ReportSpec.builder(evil, folder.resolve("evil.html"))
                .subtitle(evil)
                .data("d", data)
                .add(Text.of(evil, evil), Text.of("b" + evil, evil))
                .add(new Figures(evil, evil, List.of(Figure.of(evil, evil).note(evil))))
                .add(Chart.bar("d")
                        .title(evil)
                        .text(evil)
                        .x(evil)
                        .y("n" + evil)
                        .series(evil)
                        .xLabel(evil)
                        .yLabel(evil)
                        .build())
                .add(Chart.horizontalBar("d").title(evil).x(evil).build())
                .add(Chart.heatMap("d").title(evil).x(evil).series(evil).build())
                .add(Chart.box("d").title(evil).x(evil).y("n" + evil).build())
                .add(Chart.scatter("d")
                        .title(evil)
                        .x("n" + evil)
                        .y("n" + evil)
                        .series(evil)
                        .build())
                .add(Table.of("d").title(evil).text(evil))
                .add(Statistics.of(statistics).title(evil).text(evil))
                .also(ReportFormat.MARKDOWN)
                .build());
        String html = Files.readString(result.file());
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(html)
                .doesNotContain("<img")
                .doesNotContain("<!--")
                .doesNotContain("\u202E")
                .doesNotContain("\u0000");
        Matcher drawings = SVG.matcher(html);
        while (drawings.find()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(drawings.group())));
        }
        assertThat(Files.readString(result.files().get(1))).doesNotContain("<script");
    }

    @Test
    void aDatasetWithoutRowsGivesAPageThatSaysSo() throws Exception {
        String html = html(Dataset.list(STRIKES, List.of()), everyKind());
        assertThat(html)
                .contains("There is nothing to draw.")
                .contains("There are no rows.")
                .contains("<dd>0</dd>");
        assertThat(SVG.matcher(html).find()).isFalse();
    }

    @Test
    void statisticsBecomeTablesAndCharts() throws Exception {
        StatisticsResult statistics = Objects.requireNonNull(new StatisticalAnalysisJob()
                .run(StatisticsSpec.builder(strikes(300))
                        .groupBy("phase")
                        .trend("day", Period.QUARTER)
                        .build()));
        String html = html(strikes(1), Statistics.of(statistics).title("All columns"));
        assertThat(html)
                .contains("<caption>All columns</caption>")
                .contains("Correlations")
                .contains("Rows by quarter of day")
                .contains("speed by phase");
        String some = html(strikes(1), Statistics.of(statistics).columns("speed"));
        assertThat(some).contains("speed").doesNotContain("<td>size</td>");
        assertThatThrownBy(() -> html(strikes(1), Statistics.of(statistics).columns("sped")))
                .rootCause()
                .hasMessageContaining("speed");
    }

    @Test
    void aHundredChartsAreDrawnFromOneReadOfTheirData() throws Exception {
        ReportSpec.Builder spec =
                ReportSpec.builder("Many", folder.resolve("many.html")).data("strikes", strikes(2_000));
        ChartKind[] kinds = ChartKind.values();
        for (int i = 0; i < 100; i++) {
            ChartKind kind = kinds[i % kinds.length];
            boolean numbers = kind == ChartKind.HISTOGRAM || kind == ChartKind.SCATTER;
            spec.add(Chart.of(kind, "strikes")
                    .title("Chart " + i)
                    .x(numbers ? "cost" : "phase")
                    .y("speed")
                    .series(kind == ChartKind.HEAT_MAP ? "size" : "")
                    .build());
        }
        assertThat(run(spec.build()).rows()).isEqualTo(2_000);
        assertThat(Files.readString(folder.resolve("many.html")).split("<svg ", -1))
                .hasSize(101);
    }
}
