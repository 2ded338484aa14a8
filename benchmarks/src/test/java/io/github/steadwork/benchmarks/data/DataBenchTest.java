package io.github.steadwork.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.benchmarks.data.peer.Task;
import io.github.steadwork.benchmarks.data.peer.Works;
import io.github.steadwork.benchmarks.peer.Statements;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.Options;
import io.github.steadwork.benchmarks.rounds.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataBenchTest {

    private static final int ROWS = 500;

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv-read",
                "group-by",
                "validate",
                "distinct",
                "deduplicate",
                "sort",
                "statistics",
                "chunks",
                "report"
            })
    void allWaysComeToTheSame(String measure) throws Exception {
        Agreement agreement = new Agreement();
        for (String peer : Works.peers(measure)) {
            agreement.check(peer, found(measure, peer, ""));
        }
    }

    @Test
    void allLoadTheSameIntoADatabase() throws Exception {
        Agreement agreement = new Agreement();
        try (Server server = Server.start()) {
            for (String peer : Works.peers("csv-to-database")) {
                try (Server.Database database = server.database(source -> Statements.run(source, DataBench.TABLE))) {
                    String found = found("csv-to-database", peer, database.url());
                    assertThat(found).startsWith(ROWS + " rows, ");
                    agreement.check(peer, found);
                }
            }
        }
    }

    private String found(String measure, String peer, String database) throws Exception {
        Path csv = LineItems.file(folder, ROWS);
        Path empty = Files.createDirectory(folder.resolve(measure + " " + peer));
        return Works.named(measure, peer)
                .run(new Task(csv, LineItems.converted(csv), empty, database))
                .tell();
    }

    @Test
    void eachContenderHasAJvmAndOursARatioToEach() throws Exception {
        Report report = new Report();
        DataBench.run(Options.of(List.of("--only", "csv-read", "--rounds", "1")), folder, ROWS, report);
        report.end(folder.resolve("report.txt"));
        assertThat(Files.readAllLines(folder.resolve("report.txt")))
                .anyMatch(line -> line.matches("# +steadwork +\\| [\\d,]+ /s .*MB heap .*"))
                .last()
                .asString()
                .startsWith("ratio data.csv-read ours/fastcsv ");
    }

    @Test
    void whoFindsSomethingElseThanTheFirstIsOut() {
        Agreement agreement = new Agreement();
        agreement.check("one", "5 rows");
        agreement.check("reader", "");
        agreement.check("other", "5 rows");
        assertThatThrownBy(() -> agreement.check("ours", "4 rows"))
                .hasMessage("found something else than one: 4 rows in place of 5 rows");
    }

    @Test
    void anUnknownMeasureIsRefused() {
        assertThatThrownBy(() -> DataBench.run(Options.of(List.of("--only", "speed")), folder, ROWS, new Report()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no measure 'speed'; there are [csv-read, ");
    }
}
