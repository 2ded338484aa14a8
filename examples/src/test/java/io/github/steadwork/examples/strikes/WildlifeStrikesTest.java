package io.github.steadwork.examples.strikes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job from its file to its report, as a user starts it. */
@Timeout(120)
class WildlifeStrikesTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... args) {
        return new WildlifeStrikes(
                        InstantSource.system(),
                        new PrintStream(printed, true, UTF_8),
                        new PrintStream(complained, true, UTF_8))
                .run(args);
    }

    private String out() {
        return printed.toString(UTF_8);
    }

    private String err() {
        return complained.toString(UTF_8);
    }

    private List<Row> rows(String name) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader =
                DataFormats.standard().open(Dataset.rows(folder.resolve("work").resolve(name)))) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void tenThousandStrikesBecomeAReport() throws IOException {
        assertThat(run("--out", folder.toString())).as(err()).isZero();

        assertThat(out())
                .containsPattern("read +10,000 rows")
                .containsPattern("validated +10,000 rows .*15 rejected")
                .containsPattern("transformed +9,985 rows")
                .containsPattern("dropped repeats +24 rows")
                .containsPattern("operator and year +492 groups")
                .containsPattern("statistics of +9,961 rows")
                .contains("report.html");
        String report = Files.readString(folder.resolve("report.html"));
        assertThat(report)
                .contains("Wildlife strikes", "9,961", "US AIRWAYS", "<svg")
                .doesNotContain("US AIRWAYS*");
    }

    @Test
    void aRunThatHasEndedIsNotGoneOnWith() {
        assertThat(run("--out", folder.toString())).as(err()).isZero();
        assertThat(run("--out", folder.toString())).as(err()).isZero();

        assertThat(out().lines().filter(line -> line.matches(".*ingest-file \\S+: started")))
                .hasSize(2);
        assertThat(out()).doesNotContain("goes on");
    }

    @Test
    void whatIsSetAsideIsKeptWithTheLineOfTheFile() throws IOException {
        run("--out", folder.toString());

        assertThat(rows("rejected.rows"))
                .hasSize(15)
                .allMatch(row -> "oneOf".equals(row.get("rule")))
                .first()
                .satisfies(row -> {
                    assertThat(row.get("line")).isEqualTo("301");
                    assertThat(row.get("field")).isEqualTo("Effect Amount of damage");
                    assertThat(row.get("value")).isEqualTo("C");
                });
        assertThat(rows("repeats.rows")).hasSize(24);
        assertThat(rows("unique.rows"))
                .hasSize(9_961)
                .noneMatch(row -> operator(row).endsWith("*"));
    }

    private static String operator(Row row) {
        return Objects.requireNonNull((String) row.get("operator"));
    }

    @Test
    void theGroupsAddUpToTheRows() throws IOException {
        run("--out", folder.toString());

        long strikes = rows("operators.rows").stream()
                .mapToLong(row -> Objects.requireNonNull((Long) row.get("strikes")))
                .sum();
        assertThat(strikes).isEqualTo(9_961);
    }

    @Test
    void repeatedRowsAreNotTakenForRepeats() {
        assertThat(run("--out", folder.toString(), "--repeat", "3")).as(err()).isZero();

        assertThat(out())
                .containsPattern("read +30,000 rows")
                .containsPattern("45 rejected")
                .containsPattern("dropped repeats +72 rows");
    }

    @Test
    void aStepThatFailsIsNamedWithItsReason() {
        assertThat(run("--out", folder.toString(), "--file", "no-such.csv")).isEqualTo(1);

        assertThat(err()).contains("ingest-file").contains("there is no file").contains("no-such.csv");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void aFileWithOtherColumnsIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "Airport Name,Speed\nJFK,100\n");

        assertThat(run("--out", folder.toString(), "--file", file.toString())).isEqualTo(1);

        assertThat(err()).contains("other.csv").contains("Aircraft Make Model");
    }

    @Test
    void helpIsGivenWhereItIsAskedForOrNeeded() {
        assertThat(run("--help")).isZero();
        assertThat(out()).isEqualTo(StrikeOptions.USAGE);

        assertThat(run("--repeat", "none")).isEqualTo(2);
        assertThat(run("--out")).isEqualTo(2);
        assertThat(run("--fast")).isEqualTo(2);
        assertThat(err())
                .contains("--repeat is 'none', allowed is a whole number, 1 or more")
                .contains("--out needs a value behind it")
                .contains("there is no option '--fast'");
    }
}
