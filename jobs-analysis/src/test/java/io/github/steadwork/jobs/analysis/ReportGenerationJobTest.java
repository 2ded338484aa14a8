package io.github.steadwork.jobs.analysis;

import static io.github.steadwork.jobs.analysis.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.ChartKind;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.jobs.analysis.section.Order;
import io.github.steadwork.jobs.analysis.section.Section;
import io.github.steadwork.jobs.analysis.section.Statistics;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportGenerationJobTest {

    private static final Schema STRIKES = Schema.of(
            Column.of("day", ColumnType.DATE),
            Column.of("phase", ColumnType.STRING),
            Column.of("size", ColumnType.STRING),
            Column.of("speed", ColumnType.LONG),
            Column.of("cost", ColumnType.DOUBLE));

    private static final Pattern SVG = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private final ReportGenerationJob job =
            new ReportGenerationJob(InstantSource.fixed(Instant.parse("2026-11-22T05:44:00Z")));

    private static Dataset strikes(int rows) {
        String[] phases = {"Approach", "Climb", "Take-off run", "Landing Roll", "Parked"};
        String[] sizes = {"Small", "Medium", "Large"};
        List<Row> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            LocalDate day = LocalDate.of(1990, 1, 1).plusDays(i * 7L);
            Long speed = i % 10 == 9 ? null : Long.valueOf(100 + i * 37 % 150);
            list.add(Row.of(STRIKES, day, phases[i * i % 5], sizes[i % 3], speed, i % 4 == 0 ? i * 1_000.5 : 0.0));
        }
        return Dataset.list(STRIKES, list);
    }

    private String html(Dataset data, Section... sections) throws IOException {
        ReportResult result = run(ReportSpec.builder("Strikes", folder.resolve("out/report.html"))
                .data("strikes", data)
                .add(sections)
                .build());
        return Files.readString(result.file());
    }

    private ReportResult run(ReportSpec spec) {
        return Objects.requireNonNull(job.run(spec));
    }

    private static Section[] everyKind() {
        return new Section[] {
            Text.of("Chapter", "First paragraph.\n\nSecond paragraph."),
            Figures.of(
                    Figure.count("Strikes", "strikes"),
                    Figure.of("Total", "strikes", Measure.SUM, "cost").unit("$").note("of the day"),
                    Figure.of("Known", "12 known")),
            Chart.line("strikes")
                    .title("Line")
                    .x("day")
                    .period(Period.YEAR)
                    .wide()
                    .build(),
            Chart.line("strikes")
                    .x("day")
                    .period(Period.MONTH)
                    .series("size")
                    .y("cost")
                    .build(),
            Chart.bar("strikes")
                    .title("Bar")
                    .x("phase")
                    .y("speed", "cost")
                    .measure(Measure.MEAN)
                    .build(),
            Chart.horizontalBar("strikes").title("Lying").x("phase").limit(3).build(),
            Chart.stackedBar("strikes")
                    .title("Stack")
                    .x("year(day)")
                    .series("size")
                    .build(),
            Chart.histogram("strikes").title("Histogram").x("speed").build(),
            Chart.box("strikes").title("Box").x("phase").y("speed").build(),
            Chart.box("strikes").title("One box").y("cost").build(),
            Chart.scatter("strikes")
                    .title("Scatter")
                    .x("speed")
                    .y("cost")
                    .series("size")
                    .build(),
            Chart.heatMap("strikes")
                    .title("Heat")
                    .x("month(day)")
                    .series("phase")
                    .build(),
            Table.of("strikes")
                    .title("Table")
                    .columns("day", "cost")
                    .descending("cost")
                    .limit(5)
        };
    }

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
    void rowsOfACategoryAreCountedOrMeasured() throws Exception {
        Schema schema = Schema.of(Column.of("k", ColumnType.STRING), Column.of("v", ColumnType.LONG));
        Dataset data = Rows.of(schema, row("a", 1L), row("b", 10L), row("a", 4L), row(null, 7L));
        assertThat(html(data, Chart.bar("strikes").x("k").build()))
                .contains("<title>a: 2</title>")
                .contains("<title>b: 1</title>")
                .contains("1 row has no k");
        assertThat(html(data, Chart.bar("strikes").x("k").y("v").build())).contains("<title>a: 5</title>");
        for (Measure measure : Measure.values()) {
            String expected = String.valueOf(
                    switch (measure) {
                        case COUNT, DISTINCT -> "2";
                        case SUM -> "5";
                        case MEAN -> "2.5";
                        case MIN -> "1";
                        case MAX -> "4";
                    });
            assertThat(html(
                            data,
                            Chart.bar("strikes").x("k").y("v").measure(measure).build()))
                    .contains("<title>a: " + expected + "</title>");
        }
    }

    @Test
    void categoriesStandInTheOrderAskedFor() throws Exception {
        Dataset data = Rows.of(ColumnType.STRING, "c", "a", "b", "b");
        assertThat(tips(data, Order.DATA)).containsExactly("c: 1", "a: 1", "b: 2");
        assertThat(tips(data, Order.CATEGORY)).containsExactly("a: 1", "b: 2", "c: 1");
        assertThat(tips(data, Order.VALUE)).containsExactly("b: 2", "a: 1", "c: 1");
    }

    private List<String> tips(Dataset data, Order order) throws IOException {
        Matcher tips = Pattern.compile("<title>([abc]: \\d)</title>")
                .matcher(html(data, Chart.bar("strikes").x("x").order(order).build()));
        List<String> found = new ArrayList<>();
        while (tips.find()) {
            found.add(tips.group(1));
        }
        return found;
    }

    @Test
    void periodsWithoutRowsAreDrawnAsZero() throws Exception {
        Dataset data = Rows.of(ColumnType.DATE, LocalDate.of(2024, 5, 1), LocalDate.of(2026, 5, 1));
        assertThat(html(data, Chart.line("strikes").x("x").period(Period.YEAR).build()))
                .contains("<title>2025: 0</title>");
    }

    @Test
    void manySeriesBecomeOther() throws Exception {
        Schema schema = Schema.of(Column.of("k", ColumnType.STRING), Column.of("s", ColumnType.LONG));
        List<Row> rows = new ArrayList<>();
        for (long i = 0; i < 20; i++) {
            for (long times = 0; times <= i; times++) {
                rows.add(Row.of(schema, "k", i));
            }
        }
        String html = html(
                Dataset.list(schema, rows),
                Chart.stackedBar("strikes").x("k").series("s").build());
        assertThat(html)
                .contains("Of 20 series, the greatest 7 are shown; all others together as Other.")
                .contains("<title>k, 19: 20</title>")
                .contains("<title>k, Other: 91</title>");
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
    void aSingleRowIsDrawn() throws Exception {
        Matcher drawings = SVG.matcher(html(strikes(1), everyKind()));
        assertThat(drawings.results().map(MatchResult::group))
                .hasSize(10)
                .allSatisfy(svg -> assertThat(svg).doesNotContain("NaN"));
    }

    @Test
    void nullsOnlyAreNoError() throws Exception {
        Dataset data = Rows.of(STRIKES, row(null, null, null, null, null), row(null, null, null, null, null));
        assertThat(html(data, everyKind()))
                .contains("There is nothing to draw.")
                .contains("2 rows have no");
    }

    @Test
    void numbersThatAreNoneOrHugeAreDrawable() throws Exception {
        Dataset data = Rows.of(
                STRIKES,
                row(LocalDate.of(2026, 1, 1), "a", "s", Long.MAX_VALUE, Double.NaN),
                row(LocalDate.of(2026, 1, 2), "b", "s", Long.MIN_VALUE, Double.POSITIVE_INFINITY),
                row(LocalDate.of(2026, 1, 3), "c", "s", 0L, 1e308),
                row(LocalDate.of(2026, 1, 4), "c", "s", 1L, -1e308),
                row(LocalDate.of(2026, 1, 5), "d", "s", 1L, 1e-300));
        Matcher drawings = SVG.matcher(html(data, everyKind()));
        while (drawings.find()) {
            assertThat(drawings.group()).doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @Test
    void hugeLabelsAreCutAndTheirWholeIsATip() throws Exception {
        String label = "W".repeat(5_000) + "end";
        Dataset data = Rows.of(ColumnType.STRING, label, "short", "🦅".repeat(100));
        String html = html(
                data,
                Chart.horizontalBar("strikes").x("x").build(),
                Chart.bar("strikes").x("x").build());
        assertThat(html).contains("…</text>").contains(label + ": 1</title>");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        assertThatThrownBy(() -> html(
                        strikes(3), Chart.bar("strikes").title("T").x("fase").build()))
                .rootCause()
                .hasMessageContaining("'fase'")
                .hasMessageContaining("phase");
        assertThatThrownBy(() -> html(strikes(3), Table.of("strikes").columns("kost")))
                .rootCause()
                .hasMessageContaining("'kost'")
                .hasMessageContaining("cost");
    }

    @Test
    void textWhereNumbersAreNeededIsRefused() {
        assertThatThrownBy(() ->
                        html(strikes(3), Chart.histogram("strikes").x("phase").build()))
                .rootCause()
                .hasMessage("'phase' is a STRING, but a chart needs numbers there; convert it before, or name another"
                        + " column");
    }

    @Test
    void anUnknownDatasetIsRefusedBeforeAnythingIsRun() {
        assertThatThrownBy(() -> ReportSpec.builder("T", Path.of("x.html"))
                        .data("strikes", Dataset.previous())
                        .add(Table.of("strike").title("S"))
                        .build())
                .hasMessageContaining("section 'S' names the dataset 'strike'")
                .hasMessageContaining("strikes");
    }

    @Test
    void chartsThatCannotBeDrawnAreRefused() {
        assertThatThrownBy(() -> Chart.line("d").title("T").build())
                .hasMessage("chart 'T' is a LINE and needs x; name a column");
        assertThatThrownBy(() -> Chart.scatter("d").title("T").x("a").build())
                .hasMessage("chart 'T' is a SCATTER and needs one y, not 0");
        assertThatThrownBy(() -> Chart.heatMap("d").title("T").x("a").build()).hasMessageContaining("needs a series");
        assertThatThrownBy(() ->
                        Chart.bar("d").title("T").x("a").measure(Measure.MEAN).build())
                .hasMessageContaining("has measure MEAN but no y");
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
    void aStatisticsSectionWithoutAJobSaysWhatToDo() {
        assertThatThrownBy(() -> html(strikes(1), Statistics.ofPrevious().title("S")))
                .rootCause()
                .hasMessageContaining("waited for 0 such jobs");
    }

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
    void manyMonthsAreLabelledByTheirYears() throws Exception {
        Dataset data = Rows.of(ColumnType.DATE, LocalDate.of(1990, 11, 1), LocalDate.of(2002, 2, 1));
        String html =
                html(data, Chart.line("strikes").x("x").period(Period.MONTH).build());
        assertThat(html).contains(">1991</text>").contains(">2001</text>").doesNotContain("-01</text>");
    }

    @Test
    void aChartWithAMarkForEachRowIsRefusedBeforeItTakesAllMemory() {
        List<Long> ids = LongStream.rangeClosed(0, 200_000).boxed().toList();
        assertThatThrownBy(() -> html(
                        Rows.of(ColumnType.LONG, ids),
                        Chart.bar("strikes").title("T").x("x").build()))
                .rootCause()
                .hasMessage("chart 'T' would have more than 200000 marks, by 'x'; choose a column with fewer values, or"
                        + " aggregate before");
    }

    @Test
    void ofVeryManyPointsSomeAreDrawnAndItSaysSo() throws Exception {
        List<Long> numbers = LongStream.range(0, 10_000).boxed().toList();
        String html = html(
                Rows.of(ColumnType.LONG, numbers),
                Chart.scatter("strikes").x("x").y("x * x").build());
        assertThat(html).contains("of 10,000 points are shown.");
        assertThat(html.split("<circle", -1)).hasSizeBetween(2_000, 4_002);
    }

    @Test
    void anExpressionThatIsNoneIsNamedWithTheColumns() {
        assertThatThrownBy(() ->
                        html(strikes(3), Chart.bar("strikes").x("year(day").build()))
                .rootCause()
                .hasMessageContaining("year(day");
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() {
        assertThatThrownBy(() -> run(
                        ReportSpec.builder("T", folder).add(Text.heading("x")).build()))
                .rootCause()
                .hasMessageContaining("it is a folder; name a file");
    }

    @Test
    void aSpecTravelsAsJson() {
        JacksonPayloadCodec codec = new JacksonPayloadCodec();
        StatisticsResult statistics =
                Objects.requireNonNull(new StatisticalAnalysisJob().run(StatisticsSpec.of(strikes(10))));
        ReportSpec spec = ReportSpec.builder("Strikes", Path.of("/reports/report.html"))
                .data("strikes", Dataset.previous(1))
                .add(everyKind())
                .add(Statistics.ofPrevious().title("S").previous(1), Statistics.of(statistics))
                .also(ReportFormat.CSV)
                .build();
        assertThat(codec.decode(codec.encode(spec, 1), ReportSpec.class)).isEqualTo(spec);
    }

    @Test
    void aSpecMayBeWrittenByHandWithoutItsDefaults() {
        String json = """
                {"title": "Strikes", "file": "report.html",
                 "data": {"strikes": {"format": "csv", "location": "strikes.csv"}},
                 "sections": [
                   {"section": "text", "title": "When"},
                   {"section": "figures", "figures": [{"label": "Strikes", "data": "strikes"}]},
                   {"section": "chart", "kind": "LINE", "data": "strikes", "x": "day", "period": "YEAR"},
                   {"section": "table", "data": "strikes"},
                   {"section": "statistics"}]}
                """;
        ReportSpec spec = Objects.requireNonNull(new JacksonPayloadCodec()
                .decode(Payload.of(json.getBytes(StandardCharsets.UTF_8), "json", 1), ReportSpec.class));
        assertThat(spec.sections())
                .containsExactly(
                        Text.heading("When"),
                        Figures.of(Figure.count("Strikes", "strikes")),
                        Chart.line("strikes").x("day").period(Period.YEAR).build(),
                        Table.of("strikes"),
                        Statistics.ofPrevious());
        assertThat(spec.also()).isEmpty();
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
