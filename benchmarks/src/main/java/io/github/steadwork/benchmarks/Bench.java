package io.github.steadwork.benchmarks;

import io.github.steadwork.benchmarks.data.DataBench;
import io.github.steadwork.benchmarks.memory.MemoryBench;
import io.github.steadwork.benchmarks.queue.QueueBench;
import io.github.steadwork.benchmarks.rounds.Options;
import io.github.steadwork.benchmarks.rounds.Report;
import io.github.steadwork.benchmarks.schedule.ScheduleBench;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The entry point: {@code ./bench --help}. */
public final class Bench {

    private static final String HELP = """
            Measures Steadwork beside its peers, in one run, in turns.

              ./bench queue [options]   durable queues on one PostgreSQL, which it starts itself
                  --only <measures>     of enqueue-1-thread, enqueue-8-threads, enqueue-batch, drain, drain-keyed,
                                        drain-2-processes, pickup, sustained; and drain-10k, drain-1m, else only with --full
                  --peers <peers>       of raw, db-scheduler, jobrunr, quartz, steadwork
                  --rounds <n>          rounds that count
                  --url <JDBC URL>      a PostgreSQL that you run, on which databases may be created
                  --full                larger and longer
              ./bench memory [--full]   the in-memory backend beside executors and frameworks in memory
              ./bench schedule [--full] next fire times beside Quartz and Spring; how fast schedules fire
              ./bench data [options]    rows: read, group, load into PostgreSQL, validate, deduplicate, sort, analyse, report
                  --only <measures>     of csv-read, group-by, csv-to-database, validate, distinct, deduplicate, sort,
                                        statistics, chunks, report
                  --peers <peers>       of fastcsv, stream, duckdb, raw-copy, spring-batch, sequential, steadwork
                  --rounds <n>, --url <JDBC URL>, as above
                  --full                10,000,000 rows in place of 1,000,000
              ./bench --compare         the ratios of the last runs beside those in benchmarks/results
              ./bench --help            this text

            The last lines of a run are for machines: ratio <area>.<measure> ours/<peer> <number>; more is better.
            """;

    private static final Path PUBLISHED = Path.of("benchmarks", "results");
    private static final Path ROWS = Path.of("benchmarks", "target", "data");
    private static final Path MEASURED = Path.of("benchmarks", "target", "results");

    private Bench() {}

    /** Runs what is named. */
    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        String area = words.isEmpty() ? "--help" : words.get(0);
        try {
            run(area, words.subList(Math.min(1, words.size()), words.size()));
        } catch (IllegalArgumentException wrong) {
            System.err.print(wrong.getMessage() + "\n\n" + HELP);
            System.exit(2);
        }
    }

    private static void run(String area, List<String> options) throws Exception {
        Report report = new Report();
        switch (area) {
            case "queue" -> {
                Options wanted = Options.of(options);
                sayWhere(report);
                QueueBench.run(wanted, report);
            }
            case "memory" -> {
                sayWhere(report);
                MemoryBench.run(options.contains("--full"), report);
            }
            case "schedule" -> {
                sayWhere(report);
                ScheduleBench.run(options.contains("--full"), report);
            }
            case "data" -> {
                Options wanted = Options.of(options);
                sayWhere(report);
                DataBench.run(wanted, ROWS, report);
            }
            case "--compare" -> Comparison.print(PUBLISHED, MEASURED);
            case "--help" -> System.out.print(HELP);
            default -> throw new IllegalArgumentException("there is no benchmark '" + area + "'");
        }
        if (!area.startsWith("--")) {
            report.end(MEASURED.resolve(area + ".txt"));
        }
    }

    /** On what, with what, and how busy that was. */
    private static void sayWhere(Report report) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        report.say(LocalDate.now(ZoneOffset.UTC) + ", Java " + System.getProperty("java.version") + ", "
                + system.getAvailableProcessors() + " processors, "
                + String.format(Locale.ROOT, "load average %.1f before the start", system.getSystemLoadAverage()));
        report.say(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).getFileName().toString())
                .filter(
                        name -> name.matches(
                                "(db-scheduler|jobrunr|quartz|spring-(context|batch-core)|HikariCP|postgresql|fastcsv|duckdb_jdbc|tpch)-.*"))
                .map(name -> name.replace(".jar", ""))
                .sorted()
                .collect(Collectors.joining(", ")));
    }
}
