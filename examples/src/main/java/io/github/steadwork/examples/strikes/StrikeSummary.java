package io.github.steadwork.examples.strikes;

import io.github.steadwork.engine.QueueManager;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.jobs.processing.validate.ValidationResult;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What the terminal says at the end. */
final class StrikeSummary {

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final StrikePlan plan;
    private final QueueManager jobs;

    StrikeSummary(StrikePlan plan, QueueManager jobs) {
        this.plan = plan;
        this.jobs = jobs;
    }

    /** The figures of a chain that has succeeded. */
    List<String> lines(Duration total) throws InterruptedException {
        var ingested = result(plan.ingest());
        ValidationResult validated = result(plan.validate());
        var transformed = result(plan.transform());
        var unique = result(plan.deduplicate());
        var operators = result(plan.operators());
        var species = result(plan.species());
        var statistics = result(plan.statistics());
        var report = result(plan.report());
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

    private <R> R result(JobRequest<?, R> step) throws InterruptedException {
        return Objects.requireNonNull(jobs.handle(step.id(), step.type()).await(AT_ONCE));
    }

    private static String line(String what, long count, String unit, long rejected, Duration took) {
        String aside = rejected == 0 ? "" : String.format(Locale.ROOT, ", %,d rejected", rejected);
        return String.format(Locale.ROOT, "  %-18s %,10d %-8s %8s%s", what, count, unit, seconds(took), aside);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
    }

    /** What the first step that failed says; empty if none has. Steps that failed because they waited for it come after it. */
    Optional<JobFailedException> failure() {
        for (JobRequest<?, ?> step : plan.all()) {
            JobRecord record = jobs.find(step.id()).orElseThrow();
            if (record.state() == JobState.FAILED || record.state() == JobState.CANCELLED) {
                String why = record.error().map(ErrorInfo::toString).orElse("no reason was given");
                return Optional.of(new JobFailedException(step.id(), record.state(), step.type() + ": " + why, null));
            }
        }
        return Optional.empty();
    }
}
