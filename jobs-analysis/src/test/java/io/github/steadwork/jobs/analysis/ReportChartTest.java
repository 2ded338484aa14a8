package io.github.steadwork.jobs.analysis;

import static io.github.steadwork.jobs.analysis.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.jobs.analysis.section.Order;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What charts show, and what they say of the rest. */
class ReportChartTest extends StrikesReport {

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
    void aJavaFunctionMayStandWhereAColumnDoes() throws Exception {
        Extensions extensions = Extensions.none()
                .with(
                        "half",
                        ColumnType.STRING,
                        row -> row.get("speed") instanceof Long speed && speed > 150 ? "fast" : "slow");
        ReportSpec spec = ReportSpec.builder("Functions", folder.resolve("report.html"))
                .data("strikes", strikes(20))
                .add(Chart.bar("strikes").x("half").build())
                .build();
        String page = Files.readString(Objects.requireNonNull(new ReportGenerationJob(extensions).run(spec))
                .file());
        assertThat(page).contains("fast").contains("slow");
    }
}
