package io.github.steadwork.examples.strikes;

import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.analysis.ReportGenerationJob;
import io.github.steadwork.jobs.analysis.StatisticalAnalysisJob;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.jobs.processing.validate.ValidationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What the terminal says at the end. */
final class StrikeSummary {

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final StrikeRun run;

    StrikeSummary(StrikeRun run) {
        this.run = run;
    }

    /** The figures of a chain that has succeeded. */
    List<String> lines(Duration total) throws InterruptedException {
        var ingested = result(StrikePlan.INGEST, FileIngestionJob.TYPE);
        ValidationResult validated = result(StrikePlan.VALIDATE, DataValidationJob.TYPE);
        var transformed = result(StrikePlan.TRANSFORM, DataTransformJob.TYPE);
        var unique = result(StrikePlan.DEDUPLICATE, DataDeduplicationJob.TYPE);
        var operators = result(StrikePlan.OPERATORS, DataAggregationJob.TYPE);
        var species = result(StrikePlan.SPECIES, DataAggregationJob.TYPE);
        var statistics = result(StrikePlan.STATISTICS, StatisticalAnalysisJob.TYPE);
        var report = result(StrikePlan.REPORT, ReportGenerationJob.TYPE);
        List<String> lines = new ArrayList<>();
        lines.add(line("read", ingested.rowsRead(), "rows", ingested.rowsRejected(), ingested.duration()));
        lines.add(line("validated", validated.rowsRead(), "rows", validated.rowsRejected(), validated.duration()));
        lines.add(line(
                "transformed", transformed.rowsRead(), "rows", transformed.rowsRejected(), transformed.duration()));
        lines.add(line("dropped repeats", unique.rowsDropped(), "rows", 0, unique.duration()));
        lines.add(line("operator and year", operators.groups(), "groups", 0, operators.duration()));
        lines.add(line("species and size", species.groups(), "groups", 0, species.duration()));
        lines.add(line("statistics of", statistics.rows(), "rows", 0, statistics.duration()));
        lines.add(line("report", report.sections(), "sections", 0, report.duration()));
        lines.add(String.format(
                Locale.ROOT, "done in %s: %s", seconds(total), report.file().toUri()));
        return lines;
    }

    private <R> R result(String step, JobType<?, R> type) throws InterruptedException {
        return Objects.requireNonNull(run.step(step, type).await(AT_ONCE));
    }

    private static String line(String what, long count, String unit, long rejected, Duration took) {
        String aside = rejected == 0 ? "" : String.format(Locale.ROOT, ", %,d rejected", rejected);
        return String.format(Locale.ROOT, "  %-18s %,10d %-8s %8s%s", what, count, unit, seconds(took), aside);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
    }
}
