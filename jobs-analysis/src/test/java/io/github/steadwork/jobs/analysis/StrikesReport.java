package io.github.steadwork.jobs.analysis;

import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.jobs.analysis.section.Section;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a few made-up strikes, in a folder of the test. */
abstract class StrikesReport {

    static final Schema STRIKES = Schema.of(
            Column.of("day", ColumnType.DATE),
            Column.of("phase", ColumnType.STRING),
            Column.of("size", ColumnType.STRING),
            Column.of("speed", ColumnType.LONG),
            Column.of("cost", ColumnType.DOUBLE));

    static final Pattern SVG = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL);

    @TempDir
    Path folder;

    final ReportGenerationJob job =
            new ReportGenerationJob(Extensions.none(), InstantSource.fixed(Instant.parse("2026-11-22T05:44:00Z")));

    static Dataset strikes(int rows) {
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

    String html(Dataset data, Section... sections) throws IOException {
        ReportResult result = run(ReportSpec.builder("Strikes", folder.resolve("out/report.html"))
                .data("strikes", data)
                .add(sections)
                .build());
        return Files.readString(result.file());
    }

    ReportResult run(ReportSpec spec) {
        return Objects.requireNonNull(job.run(spec));
    }

    static Section[] everyKind() {
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
}
