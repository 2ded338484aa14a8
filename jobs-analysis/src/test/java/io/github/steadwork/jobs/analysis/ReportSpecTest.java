package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.jobs.analysis.section.Statistics;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a report refuses, and how its spec travels. */
class ReportSpecTest extends StrikesReport {

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
                .hasMessage(
                        "dataset 'strikes': 'phase' is a STRING, but a chart needs numbers there; convert it before, or name another"
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
    void aStatisticsSectionWithoutAJobSaysWhatToDo() {
        assertThatThrownBy(() -> html(strikes(1), Statistics.ofPrevious().title("S")))
                .rootCause()
                .hasMessageContaining("waited for 0 such jobs");
    }

    @Test
    void anExpressionThatIsNoneIsNamedWithTheColumns() {
        assertThatThrownBy(() ->
                        html(strikes(3), Chart.bar("strikes").x("year(day").build()))
                .rootCause()
                .hasMessageContaining("year(day");
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

    /** The second dataset's sections are looked at before the first one's rows, of which one cannot be read. */
    @Test
    void allThatIsWrongIsToldBeforeARowIsRead() throws IOException {
        Path csv = folder.resolve("broken.csv");
        Files.writeString(csv, "a,b\n1,2\n3,4,too,many\n");
        ReportSpec spec = ReportSpec.builder("Wrong", folder.resolve("report.html"))
                .data("broken", Dataset.csv(csv))
                .data("strikes", strikes(3))
                .add(Chart.bar("broken").x("c").build())
                .add(Chart.histogram("strikes").x("phase").build())
                .add(Table.of("strikes").columns("dya", "fase"))
                .build();
        assertThatThrownBy(() -> run(spec))
                .hasMessageContaining("there is no column 'c'")
                .hasMessageContaining("'phase' is a STRING, but a chart needs numbers")
                .hasMessageContaining("there is no column 'dya'; known are day")
                .hasMessageContaining("there is no column 'fase'")
                .hasMessageContaining("dataset 'broken': there is no");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void aFormThatNobodyWritesIsRefusedWithWhatToAdd() {
        ReportSpec spec = ReportSpec.builder("Forms", folder.resolve("report.html"))
                .also(ReportFormat.PDF)
                .build();
        assertThatThrownBy(() -> run(spec)).hasMessageContaining("add the module steadwork-report-pdf");
        assertThatThrownBy(() -> ReportFormat.of("../x"))
                .hasMessageContaining("allowed are 1 to 20 letters and digits");
        assertThatThrownBy(() -> ReportSpec.builder("Clash", folder.resolve("report.md"))
                        .also(ReportFormat.MARKDOWN)
                        .build())
                .hasMessageContaining("let the page's name end with .html");
        assertThat(ReportFormat.of("MARKDOWN")).isEqualTo(ReportFormat.MARKDOWN);
    }
}
