package io.github.steadwork.jobs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.InMemoryRows;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIngestionJobTest {

    private static final Schema STRIKES = Schema.of(
            Column.required("date", ColumnType.DATE),
            Column.of("state", ColumnType.STRING),
            Column.of("cost", ColumnType.LONG));

    private static final String CSV = "date,state,cost\n1990-01-08,Louisiana,0\n1990-01-09,Texas,120\n";

    @TempDir
    Path folder;

    private Inbox inbox;

    @BeforeEach
    void open() {
        inbox = new Inbox(folder);
    }

    @Test
    void aFileBecomesRowsOfInferredTypes() throws IOException {
        Path file = inbox.file("strikes.csv", CSV);

        FileIngestionResult result = Inbox.run(FileIngestion.csv(file).to(inbox.output()));

        assertThat(Inbox.rows(result.output()))
                .containsExactly(
                        List.of(LocalDate.of(1990, 1, 8), "Louisiana", 0L),
                        List.of(LocalDate.of(1990, 1, 9), "Texas", 120L));
        assertThat(result.rowsRead()).isEqualTo(2);
        assertThat(result.rowsWritten()).isEqualTo(2);
        assertThat(result.rowsRejected()).isZero();
        assertThat(result.bytesRead()).isEqualTo(Files.size(file));
        assertThat(result.bytesWritten()).isEqualTo(Files.size(inbox.output()));
        assertThat(result.duration()).isPositive();
        assertThat(result.rejectsFile()).isEmpty();
    }

    @Test
    void rowsMayStayInMemory() throws IOException {
        InMemoryRows memory = new InMemoryRows();
        Path file = inbox.file("strikes.csv", CSV);

        FileIngestionResult result =
                Inbox.run(new FileIngestionJob().with(memory), FileIngestion.csv(file).to(memory.at("strikes")));

        assertThat(result.output()).contains(memory.at("strikes"));
        assertThat(memory.rows("strikes"))
                .extracting(Row::toString)
                .containsExactly(
                        "{date=1990-01-08, state=Louisiana, cost=0}", "{date=1990-01-09, state=Texas, cost=120}");
        try (RowReader reader = DataFormats.standard().with(memory).open(memory.at("strikes"))) {
            assertThat(reader.total()).hasValue(2);
            assertThat(reader.read()).isEqualTo(memory.rows("strikes").get(0));
        }
    }

    @Test
    void optionsOfTheFormatAreUsed() throws IOException {
        String german = "date;state;cost\n1990-01-08;Württemberg;0\n";
        Path file = inbox.file("strikes.txt", german.getBytes(StandardCharsets.ISO_8859_1));

        FileIngestionResult result = Inbox.run(FileIngestion.csv(file)
                .option("delimiter", ";")
                .option("encoding", "ISO-8859-1")
                .to(inbox.output()));

        assertThat(Inbox.rows(result.output()).get(0)).contains("Württemberg");
    }

    @Test
    void aCompressedFileIsReadAsWhatItHolds() throws IOException {
        Path file = inbox.file("strikes.csv.gz", Inbox.gzip(CSV));

        FileIngestionResult result = Inbox.run(FileIngestion.csv(file).to(inbox.output()));

        assertThat(result.rowsWritten()).isEqualTo(2);
        assertThat(result.bytesRead()).isEqualTo(Files.size(file));
    }

    @Test
    void theOutputMayBeCsvAsWell() throws IOException {
        Path file = inbox.file("strikes.csv.gz", Inbox.gzip(CSV));
        Path output = folder.resolve("plain.csv");

        Inbox.run(FileIngestion.csv(file).to(Dataset.csv(output)));

        assertThat(Files.readString(output)).isEqualToNormalizingNewlines(CSV);
    }

    @Test
    void aRowThatCannotBeReadIsKeptWithItsLine() throws IOException {
        Path file = inbox.file("strikes.csv", CSV + "1990-01-10,Ohio,many\n");

        FileIngestionResult result = Inbox.run(FileIngestion.csv(file)
                .schema(STRIKES)
                .rejectsTo(inbox.rejects())
                .to(inbox.output()));

        assertThat(result.rowsRead()).isEqualTo(3);
        assertThat(result.rowsWritten()).isEqualTo(2);
        assertThat(result.rowsRejected()).isEqualTo(1);
        assertThat(result.rejectsFile()).contains(inbox.rejects().toString());
        assertThat(Files.readString(inbox.rejects())).contains("strikes.csv,4,cost,type,many,");
    }

    @Test
    void withoutAPlaceForBadRowsTheFirstOneFailsTheJob() throws IOException {
        Path file = inbox.file("strikes.csv", CSV + "1990-01-10,Ohio,many\n");

        String message = Inbox.failure(FileIngestion.csv(file).schema(STRIKES).to(inbox.output()));

        assertThat(message).contains("strikes.csv, line 4, column 'cost'").contains("many");
        assertThat(inbox.output()).doesNotExist();
    }

    @Test
    void badRowsPastTheLimitFailTheJobAndLeaveTheEarlierOutput() throws IOException {
        Path file = inbox.file("strikes.csv", CSV);
        Inbox.run(FileIngestion.csv(file).to(inbox.output()));
        inbox.file("strikes.csv", CSV + "x,Ohio,1\ny,Ohio,1\n");

        String message = Inbox.failure(FileIngestion.csv(file)
                .schema(STRIKES)
                .rejectsTo(inbox.rejects())
                .policy(RejectPolicy.REJECT.withMaxShare(0.25))
                .to(inbox.output()));

        assertThat(message).contains("2 rows are bad, of 4").contains("strikes.csv, line 4, column 'date'");
        assertThat(inbox.rejects()).exists();
        assertThat(Inbox.rows(Dataset.rows(inbox.output()))).hasSize(2);
    }

    @Test
    void skippedRowsAreCounted() throws IOException {
        Path file = inbox.file("strikes.csv", CSV + "1990-01-10,Ohio,many\n");

        FileIngestionResult result = Inbox.run(FileIngestion.csv(file)
                .schema(STRIKES)
                .policy(RejectPolicy.SKIP)
                .to(inbox.output()));

        assertThat(result.rowsRejected()).isEqualTo(1);
        assertThat(result.rejectsFile()).isEmpty();
    }

    @Test
    void theFilesOfAFolderAreReadInTheOrderOfTheirNames() throws IOException {
        inbox.file("in/b.csv", "date,state,cost\n1990-01-09,Texas,120\n");
        inbox.file("in/a.csv", "date,state,cost\n1990-01-08,Louisiana,0\n");
        inbox.file("in/.hidden", "not data");
        inbox.file("in/_SUCCESS", "");

        FileIngestionResult result =
                Inbox.run(FileIngestion.csv(folder.resolve("in")).to(inbox.output()));

        assertThat(result.files()).isEqualTo(2);
        assertThat(Inbox.rows(result.output())).extracting(row -> row.get(1)).containsExactly("Louisiana", "Texas");
    }

    @Test
    void aPatternFindsFilesAlsoInFoldersBelow() throws IOException {
        inbox.file("in/1990/a.csv", CSV);
        inbox.file("in/1991/deep/b.csv", CSV);
        inbox.file("in/1991/deep/notes.txt", "not data");

        FileIngestionResult result =
                Inbox.run(FileIngestion.csv(folder + "/in/**/*.csv").to(inbox.output()));

        assertThat(result.files()).isEqualTo(2);
        assertThat(result.rowsWritten()).isEqualTo(4);
    }

    @Test
    void aNameThatLooksLikeAPatternButIsAFileIsTheFile() throws IOException {
        Path file = inbox.file("strikes[1].csv", CSV);

        assertThat(Inbox.run(FileIngestion.csv(file).to(inbox.output())).rowsWritten())
                .isEqualTo(2);
    }

    @Test
    void aColumnCanSayWhichFileARowCameFrom() throws IOException {
        inbox.file("in/a.csv", "cost\n1\n");
        inbox.file("in/b.csv", "cost\n2\n");

        FileIngestionResult result = Inbox.run(
                FileIngestion.csv(folder.resolve("in")).fileColumn("file").to(inbox.output()));

        assertThat(Inbox.rows(result.output())).containsExactly(List.of(1L, "a.csv"), List.of(2L, "b.csv"));
    }

    @Test
    void aColumnForTheFileMustNotExistInTheFile() throws IOException {
        Path file = inbox.file("strikes.csv", CSV);

        assertThat(Inbox.failure(FileIngestion.csv(file).fileColumn("state").to(inbox.output())))
                .contains("'state'")
                .contains("choose another name");
    }

    @Test
    void laterFilesNeedTheColumnsOfTheFirst() throws IOException {
        inbox.file("in/a.csv", CSV);
        inbox.file("in/b.csv", "date,cost\n1990-01-08,1\n");

        assertThat(Inbox.failure(FileIngestion.csv(folder.resolve("in")).to(inbox.output())))
                .contains("b.csv")
                .contains("'state'");
    }

    @Test
    void theRowsKeepTheNameOfTheirSourceAndTheirLines() throws IOException {
        Path file = inbox.file("strikes.csv", CSV);

        FileIngestionResult result = Inbox.run(FileIngestion.csv(file).to(inbox.output()));

        try (RowReader reader = DataFormats.standard().open(result.output().orElseThrow())) {
            assertThat(reader.source()).isEqualTo("strikes.csv");
            assertThat(Objects.requireNonNull(reader.read()).position()).isEqualTo(2);
        }
    }
}
