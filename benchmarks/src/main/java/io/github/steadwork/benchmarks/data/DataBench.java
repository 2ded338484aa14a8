package io.github.steadwork.benchmarks.data;

import io.github.steadwork.benchmarks.data.peer.Task;
import io.github.steadwork.benchmarks.data.peer.Works;
import io.github.steadwork.benchmarks.peer.Statements;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.ChildJvm;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Options;
import io.github.steadwork.benchmarks.rounds.Report;
import io.github.steadwork.benchmarks.rounds.Results;
import io.github.steadwork.benchmarks.rounds.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures work on rows, each contender in a JVM of its own, in turns. */
public final class DataBench {

    private static final int MILLION = 1_000_000;
    private static final int CHARTS = 100;
    private static final String SMALL_HEAP = "256m";
    private static final String LARGE_HEAP = "2g";
    static final String TABLE = IntStream.range(0, Task.COLUMNS.size())
            .mapToObj(i -> Task.COLUMNS.get(i) + " " + Task.TYPES.get(i))
            .collect(Collectors.joining(", ", "CREATE TABLE lineitem (", ")"));

    private final Options options;
    private final Report report;
    private final int rows;
    private final Path csv;
    private final Path rowFile;

    private DataBench(Options options, Report report, int rows, Path csv, Path rowFile) {
        this.options = options;
        this.report = report;
        this.rows = rows;
        this.csv = csv;
        this.rowFile = rowFile;
    }

    /**
     * Measures what was asked for.
     *
     * @param folder keeps the rows from one run to the next
     */
    public static void run(Options options, Path folder, Report report) throws Exception {
        run(options, folder, options.full() ? 10 * MILLION : MILLION, report);
    }

    static void run(Options options, Path folder, int rows, Report report) throws Exception {
        List<String> measures = Works.measures();
        for (String measure : options.only()) {
            if (!measures.contains(measure)) {
                throw new IllegalArgumentException("there is no measure '" + measure + "'; there are " + measures);
            }
        }
        Path csv = LineItems.file(folder, rows);
        Path rowFile = LineItems.converted(csv);
        report.say(String.format(Locale.ROOT, "lineitem of TPC-H, the first %,d rows", rows));
        new DataBench(options, report, rows, csv, rowFile).measureAll();
    }

    private void measureAll() throws Exception {
        for (String measure : Works.measures()) {
            if (options.wants(measure)) {
                if (measure.equals("csv-to-database")) {
                    measureOnDatabase(measure);
                } else {
                    measure(measure, DataContender.Databases.NONE);
                }
            }
        }
    }

    private void measureOnDatabase(String measure) throws Exception {
        try (Server server = options.url().isPresent() ? Server.at(options.url().get()) : Server.start()) {
            report.say("PostgreSQL " + server.version());
            measure(measure, () -> {
                Server.Database database = server.database(source -> Statements.run(source, TABLE));
                return new DataContender.Databases.Lent(database.url(), server::cpuNanos, database::close);
            });
        }
    }

    private void measure(String measure, DataContender.Databases databases) throws Exception {
        List<DataContender> contenders = new ArrayList<>();
        try {
            for (String peer : Works.peers(measure)) {
                if (options.wantsPeer(peer)) {
                    contenders.add(contender(measure, peer, databases, agreement(contenders)));
                }
            }
            Results results = new Rounds(1, options.rounds().orElse(3)).run(contenders);
            report.table("data." + measure, results);
            for (DataContender contender : contenders) {
                if (!contender.name().equals(Works.OURS)) {
                    report.ratio(
                            "data." + measure,
                            contender.name(),
                            results.ratio(Figure.RATE, Works.OURS, contender.name()));
                }
            }
        } finally {
            contenders.forEach(DataContender::close);
        }
    }

    private static Agreement agreement(List<DataContender> before) {
        return before.isEmpty() ? new Agreement() : before.get(0).agreement();
    }

    private DataContender contender(String measure, String peer, DataContender.Databases databases, Agreement agreement)
            throws IOException {
        ChildJvm jvm = ChildJvm.start(
                needsMuch(measure, peer) ? LARGE_HEAP : SMALL_HEAP,
                WorkMain.class,
                measure,
                peer,
                csv.toString(),
                rowFile.toString());
        return new DataContender(peer, jvm, measure.equals("report") ? CHARTS : rows, databases, agreement);
    }

    /** Who holds all rows or all keys in memory gets more of it; otherwise it would not end. */
    private static boolean needsMuch(String measure, String peer) {
        return peer.equals("stream")
                || (peer.equals("fastcsv")
                        && List.of("sort", "distinct", "deduplicate").contains(measure));
    }
}
