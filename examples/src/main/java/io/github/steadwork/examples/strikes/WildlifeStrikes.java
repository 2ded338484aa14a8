package io.github.steadwork.examples.strikes;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.QueueManager;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.jobs.analysis.ReportGenerationJob;
import io.github.steadwork.jobs.analysis.StatisticalAnalysisJob;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.monitor.JobMonitor;
import io.github.steadwork.monitor.TerminalView;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Takes 10,000 wildlife strikes from a CSV file to a report: read, validate, transform, drop repeats, aggregate, analyse,
 * report. Each step is a job of its own, enqueued at once with all others, and starts when those that it waits for have
 * succeeded.
 */
public final class WildlifeStrikes {

    private static final String DATA = "birdstrikes.csv";
    private static final Duration LONGEST = Duration.ofDays(1);

    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    WildlifeStrikes(InstantSource clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Runs it; {@code --help} tells the options. Ends with 0, or 1 if a step fails, or 2 if the options are wrong. */
    public static void main(String[] args) {
        System.exit(new WildlifeStrikes(InstantSource.system(), System.out, System.err).run(args));
    }

    /** Runs it and gives the exit code. */
    int run(String... args) {
        try {
            StrikeOptions options = StrikeOptions.parse(args);
            if (options.help()) {
                out.print(StrikeOptions.USAGE);
                return 0;
            }
            return run(options, JobConfig.fromEnvironment());
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(StrikeOptions.USAGE);
            return 2;
        } catch (IOException e) {
            err.println("cannot begin: " + e);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("interrupted");
            return 1;
        }
    }

    private int run(StrikeOptions options, JobConfig config) throws IOException, InterruptedException {
        StrikePlan plan = StrikePlan.of(source(options), options);
        try {
            watched(plan, config).forEach(out::println);
            return 0;
        } catch (JobFailedException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /** The engine is closed before the view, so that the view sees how the last job ends. */
    private List<String> watched(StrikePlan plan, JobConfig config) throws InterruptedException {
        JobMonitor monitor = new JobMonitor(clock);
        TerminalView view = TerminalView.start(monitor, out);
        try (JobEngine engine = engine(config, monitor)) {
            return finish(plan, engine.jobs());
        } finally {
            view.close();
        }
    }

    private List<String> finish(StrikePlan plan, QueueManager jobs) throws InterruptedException {
        StrikeSummary summary = new StrikeSummary(plan, jobs);
        Instant start = clock.instant();
        jobs.enqueueAll(plan.all());
        try {
            jobs.handle(plan.report().id(), plan.report().type()).await(LONGEST);
        } catch (JobFailedException last) {
            throw summary.failure().orElse(last);
        }
        return summary.lines(Duration.between(start, clock.instant()));
    }

    private static JobEngine engine(JobConfig config, JobMonitor monitor) {
        return JobEngine.builder()
                .config(config)
                .listener(monitor)
                .register(new RepeatFileJob())
                .register(new FileIngestionJob())
                .register(new DataValidationJob())
                .register(new DataTransformJob())
                .register(new DataDeduplicationJob())
                .register(new DataAggregationJob())
                .register(new StatisticalAnalysisJob())
                .register(new QualityJob())
                .register(new ReportGenerationJob())
                .start();
    }

    /** The file that was named, or else the one that comes with the example, laid where a job can read it. */
    private static Path source(StrikeOptions options) throws IOException {
        if (options.file().isPresent()) {
            return options.file().get();
        }
        Path copy = options.out().resolve("work").resolve(DATA);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        try (InputStream data = Objects.requireNonNull(WildlifeStrikes.class.getResourceAsStream(DATA), DATA)) {
            Files.copy(data, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
