package io.github.steadwork.jobs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a file is not what it should be. */
class BadInputTest {

    private static final Schema STRIKES = Schema.of(
            Column.of("date", ColumnType.DATE),
            Column.of("state", ColumnType.STRING),
            Column.of("cost", ColumnType.LONG));

    @TempDir
    Path folder;

    private Inbox inbox;

    @BeforeEach
    void open() {
        inbox = new Inbox(folder);
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        if (Files.isDirectory(folder.resolve("out"))) {
            try (var left = Files.list(folder.resolve("out"))) {
                assertThat(left.filter(file -> !file.equals(inbox.rejects()))).isEmpty();
            }
        }
    }

    private String failure(Path file) {
        return Inbox.failure(FileIngestion.csv(file).to(inbox.output()));
    }

    private String failureAsStrikes(Path file) {
        return Inbox.failure(FileIngestion.csv(file).schema(STRIKES).to(inbox.output()));
    }

    @Test
    void anEmptyFile() throws IOException {
        assertThat(failure(inbox.file("strikes.csv", "")))
                .contains("strikes.csv")
                .contains("empty");
    }

    @Test
    void aHeaderOnly() throws IOException {
        assertThat(failure(inbox.file("strikes.csv", "date,state,cost\n")))
                .isEqualTo("strikes.csv has 0 usable rows after its header, but 1 are the least allowed;"
                        + " ask for the file again, or allow fewer with minRows");
    }

    @Test
    void aHeaderOnlyWhereThatIsAllowed() throws IOException {
        Path file = inbox.file("in/strikes.csv", "date,state,cost\n");
        Path output = folder.resolve("empty.rows");

        Inbox.run(FileIngestion.csv(file).schema(STRIKES).minRows(0).to(output));

        assertThat(Inbox.rows(Dataset.rows(output))).isEmpty();
    }

    @Test
    void aWrongDelimiter() throws IOException {
        Path file = inbox.file("strikes.csv", "date;state;cost\n1990-01-08;Texas;0\n");

        assertThat(failureAsStrikes(file))
                .contains("strikes.csv")
                .contains("line 1")
                .contains("delimiter");
    }

    @Test
    void aMissingColumn() throws IOException {
        Path file = inbox.file("strikes.csv", "date,stat,cost\n1990-01-08,Texas,0\n");

        assertThat(failureAsStrikes(file))
                .contains("strikes.csv")
                .contains("'state'")
                .contains("'stat'");
    }

    @Test
    void anUnclosedQuote() throws IOException {
        Path file = inbox.file("strikes.csv", "date,state,cost\n1990-01-08,\"Texas,0\n1990-01-09,Ohio,0\n");

        assertThat(failure(file)).contains("strikes.csv, line 2").contains("quote");
    }

    @Test
    void bytesThatAreNotUtf8() throws IOException {
        byte[] header = "date,state,cost\n1990-01-08,W".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(header, header.length + 3);
        content[header.length] = (byte) 0xFC;
        content[header.length + 1] = ',';
        content[header.length + 2] = '0';

        assertThat(failure(inbox.file("strikes.csv", content)))
                .startsWith("strikes.csv, line 2, column 'state'")
                .contains("encoding");
    }

    @Test
    void aTruncatedGzip() throws IOException {
        StringBuilder csv = new StringBuilder("date,state,cost\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append("1990-01-08,Texas,").append(i * 7919L % 10_007).append('\n');
        }
        byte[] whole = Inbox.gzip(csv.toString());
        Path file = inbox.file("strikes.csv.gz", Arrays.copyOf(whole, whole.length / 2));

        assertThat(failure(file)).contains("strikes.csv.gz").containsAnyOf("truncated", "ends too early", "cut off");
    }

    @Test
    void aFileThatIsNoGzip() throws IOException {
        assertThat(failure(inbox.file("strikes.csv.gz", "date,state,cost\n")))
                .contains("strikes.csv.gz")
                .contains("GZIP")
                .contains("drop the ending .gz");
    }

    @Test
    void aMissingFile() {
        assertThat(failure(folder.resolve("strikes.csv")))
                .startsWith("there is no file ")
                .contains("strikes.csv")
                .contains("check the path");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Files.createDirectories(folder.resolve("in"));

        assertThat(failure(folder.resolve("in"))).startsWith("there is no file in the folder ");
    }

    @Test
    void aPatternThatMatchesNothing() throws IOException {
        inbox.file("in/strikes.txt", "");

        assertThat(Inbox.failure(FileIngestion.csv(folder + "/in/*.csv").to(inbox.output())))
                .startsWith("no file matches '*.csv' in the folder ");
    }

    @Test
    void aPatternWithoutItsFolder() {
        assertThat(Inbox.failure(FileIngestion.csv(folder + "/no/*.csv").to(inbox.output())))
                .startsWith("there is no folder ");
    }

    @Test
    void aRaggedLine() throws IOException {
        Path file = inbox.file("strikes.csv", "date,state,cost\n1990-01-08,Texas\n");

        assertThat(failure(file)).contains("strikes.csv, line 2");
    }

    @Test
    void anUnknownFormat() throws IOException {
        Path file = inbox.file("strikes.csv", "a\n1\n");

        assertThat(Inbox.failure(
                        FileIngestion.from(Dataset.of("cvs", file.toString())).to(inbox.output())))
                .contains("'cvs'")
                .contains("csv");
    }

    @Test
    void specsThatCannotBeMeantAreRefusedAtOnce() {
        Dataset source = Dataset.of("csv", "a.csv");
        assertThatThrownBy(() -> FileIngestion.from(source).to(Dataset.previous()))
                .hasMessageContaining("output is the dataset of a previous job");
        assertThatThrownBy(() ->
                        FileIngestion.from(source).policy(RejectPolicy.REJECT).to(inbox.output()))
                .hasMessageContaining("rejectsFile");
        assertThatThrownBy(() -> FileIngestion.from(source).minRows(-1).to(inbox.output()))
                .hasMessageContaining("minRows is -1");
    }
}
