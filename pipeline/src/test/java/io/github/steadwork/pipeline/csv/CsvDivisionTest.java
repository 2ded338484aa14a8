package io.github.steadwork.pipeline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a file, one after another, give what the whole file gives. */
class CsvDivisionTest {

    private static final List<String> FIELDS = List.of(
            "a",
            "",
            "17",
            "\"two\nlines\"",
            "\"two\r\nlines\"",
            "\"\r\n\n\r\"",
            "\"a \"\"word\"\" in quotes\"",
            "\"\"",
            "\"\"\"\"",
            "\"\"\"\n\"\"\"",
            "5\" wide",
            "5\"\" \"",
            "\"comma, and \"\",\"\"\"",
            "über \u20AC",
            "a rather long text without anything in it");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("input.csv");
    }

    /** All rows with their positions, and all bad rows in between, until what ends the reading. */
    private static List<String> read(List<Dataset> datasets) throws IOException {
        List<String> found = new ArrayList<>();
        try {
            for (Dataset dataset : datasets) {
                try (RowReader reader = DataFormats.standard().open(dataset, bad -> found.add(bad.toString()))) {
                    for (Row row = reader.read(); row != null; row = reader.read()) {
                        found.add(row.position() + ": " + row);
                    }
                }
            }
        } catch (DataException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        return found;
    }

    private static List<Dataset> divide(Dataset dataset, int parts) throws IOException {
        return DataFormats.standard().divide(dataset, parts);
    }

    private static String random(Random random, boolean header) {
        String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        text.append(random.nextInt(4) == 0 ? end : "")
                .append(header ? "\"first\nname\",b" + end : "")
                .append("x,1")
                .append(end);
        int rows = random.nextInt(60);
        for (int i = 0; i < rows; i++) {
            int fields = random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 2;
            for (int field = 0; field < fields; field++) {
                text.append(field == 0 ? "" : ",").append(FIELDS.get(random.nextInt(FIELDS.size())));
            }
            text.append(random.nextInt(9) == 0 ? end + end : end);
        }
        return text.append(random.nextBoolean() ? "z,2" : random.nextInt(8) == 0 ? "z,\"open\n\nx,1\n" : "")
                .toString();
    }

    @Test
    void partsOfAnyFileGiveWhatTheWholeGives() throws IOException {
        Random random = new Random(7);
        int divided = 0;
        for (int i = 0; i < 400; i++) {
            boolean header = random.nextInt(3) > 0;
            String text = random(random, header);
            Files.writeString(file(), text, StandardCharsets.UTF_8);
            Dataset whole =
                    Dataset.csv(file()).with("header", Boolean.toString(header)).with("sample", "3");
            List<String> expected = read(List.of(whole));
            for (int parts : List.of(1, 2, 3, 7, 1_000)) {
                List<Dataset> some = divide(whole, parts);
                assertThat(some).hasSizeBetween(1, parts);
                assertThat(read(some)).as("%d parts of %s", parts, text).isEqualTo(expected);
                divided += some.size() - 1;
            }
        }
        assertThat(divided).isGreaterThan(10_000);
    }

    @Test
    void aQuotedLineBreakIsNoPlaceToCut() throws IOException {
        Files.writeString(file(), "a,b\n1,\"x\ny\"\n2,\"z\n\"\"\n\"\n3,w\n");
        List<Dataset> parts = divide(Dataset.csv(file()), 100);
        assertThat(parts).hasSize(4);
        assertThat(read(parts)).containsExactly("2: {a=1, b=x\ny}", "4: {a=2, b=z\n\"\n}", "7: {a=3, b=w}");
    }

    @Test
    void whatCannotBeCutIsOnePart() throws IOException {
        Files.writeString(file(), "a\n1\n2\n", StandardCharsets.UTF_16);
        assertThat(divide(Dataset.csv(file()), 4)).containsExactly(Dataset.csv(file()));
        Path packed = folder.resolve("input.csv.gz");
        Files.write(packed, new byte[] {1});
        assertThat(divide(Dataset.csv(packed), 4)).containsExactly(Dataset.csv(packed));
    }

    @Test
    void aPartThatNobodyCutIsRefused() throws IOException {
        Files.writeString(file(), "a\n1\n");
        assertThatThrownBy(() -> divide(Dataset.csv(file()).with("part", "all"), 2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the option 'part' is 'all'");
    }
}
