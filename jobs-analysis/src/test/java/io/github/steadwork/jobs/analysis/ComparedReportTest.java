package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.job.JobState;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key figures say how they have changed since the report before. */
class ComparedReportTest {

    private final ManualClock clock = new ManualClock();
    private final JobTester tester = JobTester.on(new InMemoryJobQueue(clock), clock)
            .register(new ReportGenerationJob(Extensions.none(), clock))
            .manual();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        tester.close();
    }

    private ReportSpec spec(Dataset data) {
        return ReportSpec.builder("Strikes", folder.resolve("report.html"))
                .data("d", data)
                .add(Figures.of(
                        Figure.count("Rows", "d"),
                        Figure.of("Cost", "d", Measure.SUM, "x").unit("$").note("all of it"),
                        Figure.of("Given", "7")))
                .compareAs("strikes")
                .build();
    }

    private String report(Dataset data) throws IOException {
        JobRecord job = tester.enqueue(ReportGenerationJob.TYPE, spec(data));
        tester.drain();
        assertThat(tester.find(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        return Files.readString(folder.resolve("report.html"));
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    }

    @Test
    void theFirstReportHasNothingToCompareWith() throws IOException {
        assertThat(report(Rows.of(ColumnType.LONG, 100L, 50L)))
                .doesNotContain(" since ")
                .doesNotContain("as on");
    }

    @Test
    void theNextOneTellsDifferenceAndShare() throws IOException {
        report(Rows.of(ColumnType.LONG, 100L, 50L));
        String first = today();
        clock.advance(Duration.ofDays(7));
        assertThat(report(Rows.of(ColumnType.LONG, 100L, 41L)))
                .contains("as on " + first)
                .contains("all of it; -$9 (-6 %) since " + first);
        String second = today();
        clock.advance(Duration.ofDays(7));
        assertThat(report(Rows.of(ColumnType.LONG, 100L, 41L, 3L)))
                .contains("+1 (+50 %) since " + second)
                .contains("+$3 (+2.1 %) since " + second);
    }

    @Test
    void aReportOfAnotherNameIsNotComparedWith() throws IOException {
        report(Rows.of(ColumnType.LONG, 1L));
        ReportSpec other = ReportSpec.builder("Other", folder.resolve("other.html"))
                .data("d", Rows.of(ColumnType.LONG, 1L, 2L))
                .add(Figures.of(Figure.count("Rows", "d")))
                .compareAs("other")
                .build();
        tester.enqueue(ReportGenerationJob.TYPE, other);
        tester.drain();
        assertThat(Files.readString(folder.resolve("other.html"))).doesNotContain(" since ");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> ReportSpec.builder("T", folder.resolve("r.html"))
                        .compareAs("x".repeat(301))
                        .build())
                .hasMessageContaining("comparedAs has 301 characters");
    }
}
