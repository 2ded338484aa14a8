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
import io.github.steadwork.queue.JobQueueException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes 10,000 wildlife strikes from a CSV file to a report: read, validate, transform, drop repeats, aggregate, analyse,
 * report. Each step is a job of its own, enqueued at once with all others, and starts when those that it waits for have
 * succeeded.
 *
 * <p>The jobs stand in a database in the folder that everything is written to, so this program may be killed at any moment: when
 * it is started again, it goes on with the run that has not ended. One that has ended is not gone on with, a new one begins.
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
            return run(options, StrikeSettings.of(options.out(), System.getenv()));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(StrikeOptions.USAGE);
            return 2;
        } catch (IOException e) {
            err.println("cannot begin: " + e);
            return 1;
        } catch (JobQueueException e) {
            err.println("cannot reach the jobs: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("interrupted");
            return 1;
        }
    }

    private int run(StrikeOptions options, JobConfig config) throws IOException, InterruptedException {
        Files.createDirectories(options.work());
        try {
            watched(options, config).forEach(out::println);
            return 0;
        } catch (JobFailedException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /** The engine is closed before the view, so that the view sees how the last job ends. */
    private List<String> watched(StrikeOptions options, JobConfig config) throws IOException, InterruptedException {
        JobMonitor monitor = new JobMonitor(clock);
        TerminalView view = TerminalView.start(monitor, out);
        try (JobEngine engine = engine(config, monitor)) {
            Instant start = clock.instant();
            StrikeRun run = run(engine.jobs(), config.defaultQueue(), options);
            engine.start();
            return finish(run, start);
        } finally {
            view.close();
        }
    }

    /** The run that has not ended, or else a new one. */
    private StrikeRun run(QueueManager jobs, String queue, StrikeOptions options) throws IOException {
        Optional<StrikeRun> unfinished = StrikeRun.unfinished(jobs, queue, options.asked());
        if (unfinished.isPresent()) {
            StrikeRun run = unfinished.get();
            out.println("goes on where it was: " + run.done() + " of " + run.size() + " steps are done");
            return run;
        }
        sweep(options.work());
        return StrikeRun.begin(jobs, queue, options.asked(), StrikePlan.of(source(options), options));
    }

    /** Deletes what was half written when an earlier run was killed; its jobs write anew. */
    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path half : halves) {
                Files.deleteIfExists(half);
            }
        }
    }

    private List<String> finish(StrikeRun run, Instant start) throws InterruptedException {
        try {
            run.step(StrikePlan.REPORT, ReportGenerationJob.TYPE).await(LONGEST);
        } catch (JobFailedException last) {
            throw run.failure().orElse(last);
        }
        return new StrikeSummary(run).lines(Duration.between(start, clock.instant()));
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
                .build();
    }

    /** The file that was named, or else the one that comes with the example, laid where a job can read it. */
    private static Path source(StrikeOptions options) throws IOException {
        if (options.file().isPresent()) {
            return options.file().get();
        }
        Path copy = options.work().resolve(DATA);
        try (InputStream data = Objects.requireNonNull(WildlifeStrikes.class.getResourceAsStream(DATA), DATA)) {
            Files.copy(data, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
