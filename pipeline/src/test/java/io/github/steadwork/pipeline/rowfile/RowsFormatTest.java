package io.github.steadwork.pipeline.rowfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsFormatTest {

    private static final Schema ALL_TYPES = Schema.of(Arrays.stream(ColumnType.values())
            .map(type -> Column.of(type.name(), type))
            .toList());
    private static final Schema TWO =
            Schema.of(Column.required("n", ColumnType.LONG), Column.of("text", ColumnType.STRING));

    private final DataFormats formats = DataFormats.standard();

    @TempDir
    Path folder;

    private Path file;
    private Dataset dataset;

    @BeforeEach
    void name() {
        file = folder.resolve("data.rows");
        dataset = Dataset.rows(file);
    }

    private void write(Schema schema, List<Row> rows) throws IOException {
        try (RowWriter writer = formats.create(dataset, schema)) {
            for (Row row : rows) {
                writer.write(row);
            }
            writer.commit();
        }
    }

    private List<Row> read() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = formats.open(dataset)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<Row> numbered(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Row.wrap(TWO, new Object[] {(long) i, "text " + i % 5_000}, i + 2));
        }
        return rows;
    }

    @Test
    void valuesOfAllTypesComeBack() throws Exception {
        Row nested = Row.wrap(TWO, new Object[] {7L, null}, 3);
        List<Row> rows = List.of(
                Row.of(
                        ALL_TYPES,
                        true,
                        Long.MIN_VALUE,
                        new BigDecimal("-12.50"),
                        Double.NaN,
                        "\u00E9",
                        LocalDate.of(-5, 1, 1),
                        Instant.parse("1906-04-18T13:12:00.000000001Z"),
                        LocalDateTime.of(2026, 1, 31, 23, 59, 59, 999_999_999),
                        new byte[] {-1, 0, 1},
                        Arrays.asList(1L, null, "x", List.of(2.5), new BigDecimal("1"), true),
                        nested),
                Row.of(ALL_TYPES, new Object[ALL_TYPES.size()]),
                Row.of(
                        ALL_TYPES,
                        false,
                        Long.MAX_VALUE,
                        new BigDecimal(new BigInteger("123456789").pow(9), 40),
                        -0.0,
                        "\uD83D\uDE00 and half a pair \uD83D",
                        LocalDate.of(9999, 12, 31),
                        Instant.EPOCH,
                        LocalDateTime.MIN,
                        new byte[0],
                        List.of(),
                        Row.of(Schema.of(List.of()))));

        write(ALL_TYPES, rows);

        assertThat(read()).isEqualTo(rows);
    }

    @Test
    void manyBlocksOfTextsThatRepeatComeBack() throws Exception {
        List<Row> rows = numbered(100_000);

        write(TWO, rows);

        assertThat(Files.size(file)).isGreaterThan(500_000);
        assertThat(read()).isEqualTo(rows);
    }

    @Test
    void randomTextsComeBack() throws Exception {
        Random random = new Random(42);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int length = random.nextInt(70);
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < length; k++) {
                text.append((char) (random.nextInt(10) == 0 ? random.nextInt(0x10000) : 'a' + random.nextInt(2)));
            }
            rows.add(Row.of(TWO, random.nextLong(), text.toString()));
        }

        write(TWO, rows);

        assertThat(read()).isEqualTo(rows);
    }

    @Test
    void positionsAndTheSourceTravelWithTheRows() throws Exception {
        dataset = dataset.with("source", "birdstrikes.csv");
        write(TWO, numbered(3));

        try (RowReader reader = formats.open(dataset)) {
            assertThat(reader.source()).isEqualTo("birdstrikes.csv");
            assertThat(reader.total()).hasValue(3);
            assertThat(reader.unit()).isEqualTo(RowReader.Unit.ROWS);
            assertThat(reader.schema()).isEqualTo(TWO);
            assertThat(reader.read()).extracting(Row::position).isEqualTo(2L);
            assertThat(reader.read()).extracting(Row::position).isEqualTo(3L);
            assertThat(reader.done()).isEqualTo(2);
        }
    }

    @Test
    void repeatedTextsAreOneObjectAfterReading() throws Exception {
        write(TWO, numbered(10_000));

        List<Row> rows = read();

        assertThat(rows.get(5_001).get(1)).isEqualTo("text 1");
        assertThat(rows.stream().limit(4).map(row -> row.get(1)).toList())
                .containsExactly("text 0", "text 1", "text 2", "text 3");
    }

    @Test
    void nothingIsSeenBeforeTheCommit() throws Exception {
        write(TWO, numbered(2));
        try (RowWriter writer = formats.create(dataset, TWO)) {
            writer.write(numbered(1).get(0));
            assertThat(read()).hasSize(2);
            assertThat(writer.rows()).isEqualTo(1);
        }

        assertThat(read()).hasSize(2);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void noRowsAreAFileToo() throws Exception {
        write(TWO, List.of());

        assertThat(read()).isEmpty();
    }

    @Test
    void everyTruncatedFileIsRecognised() throws Exception {
        write(TWO, numbered(50));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(this::read)
                    .as("cut at %s", length)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("write it again");
        }
    }

    @Test
    void everyFlippedByteIsRecognised() throws Exception {
        write(TWO, numbered(50));
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);

            assertThatThrownBy(this::read).as("byte %s", at).isInstanceOf(DataException.class);
        }
    }

    @Test
    void aDamagedBlockIsNamedByItsOffset() throws Exception {
        write(TWO, numbered(100_000));
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 1_000] ^= 1;
        Files.write(file, damaged);

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        ".*data.rows: the file is damaged at byte \\d{4,}: the checksum does not match; .*");
    }

    @Test
    void partsReadOneAfterAnotherAreTheWhole() throws Exception {
        List<Row> rows = numbered(100_000);
        write(TWO, rows);
        for (int wanted : new int[] {1, 2, 3, 1_000}) {
            List<Dataset> parts = formats.divide(dataset, wanted);
            List<Row> read = new ArrayList<>();
            for (Dataset part : parts) {
                try (RowReader reader = formats.open(part)) {
                    int before = read.size();
                    for (Row row = reader.read(); row != null; row = reader.read()) {
                        read.add(row);
                    }
                    assertThat(reader.total()).hasValue(read.size() - before);
                }
            }
            assertThat(parts.size()).isBetween(Math.min(wanted, 3), wanted);
            assertThat(read).isEqualTo(rows);
            assertThat(read)
                    .extracting(Row::position)
                    .isEqualTo(rows.stream().map(Row::position).toList());
        }
    }

    @Test
    void partsOfAboutTheSameLengthAreMade() throws Exception {
        write(TWO, numbered(200_000));
        for (Dataset part : formats.divide(dataset, 2)) {
            try (RowReader reader = formats.open(part)) {
                assertThat(reader.total().orElseThrow()).isBetween(60_000L, 140_000L);
            }
        }
    }

    @Test
    void aFileWithoutRowsIsOnePart() throws Exception {
        write(TWO, List.of());
        assertThat(formats.divide(dataset, 4)).containsExactly(dataset);
    }

    @Test
    void aPartThatNobodyMadeIsRefused() throws Exception {
        write(TWO, numbered(3));
        assertThatThrownBy(() -> formats.open(dataset.with("part", "x"))).hasMessageContaining("'part' is 'x'");
        assertThatThrownBy(() -> formats.open(dataset.with("part", "40-60:3")).read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("write it again");
    }

    @Test
    void anotherKindOfFileIsNotTakenForOne() throws Exception {
        Files.writeString(file, "id,name\n1,x\n2,y\n");

        assertThatThrownBy(this::read)
                .hasMessage(file + ": this is not a file of rows; if it is a CSV file, open it as 'csv'");
    }

    @Test
    void aLaterVersionIsRefused() throws Exception {
        write(TWO, numbered(1));
        byte[] later = Files.readAllBytes(file);
        later[7] = 9;
        Files.write(file, later);

        assertThatThrownBy(this::read)
                .hasMessageContaining("version 9")
                .hasMessageContaining("the Steadwork that wrote it");
    }

    @Test
    void aMissingFileIsAnErrorThatAsksForTheJobBefore() {
        assertThatThrownBy(this::read).isInstanceOf(DataException.class).hasMessageContaining("there is no such file");
    }

    @Test
    void otherColumnsThanDeclaredAreRefused() throws Exception {
        write(TWO, numbered(1));
        dataset = dataset.with(TWO.rename("n", "m"));

        assertThatThrownBy(this::read).hasMessageContaining("but declared are");
    }

    @Test
    void anUnknownOptionIsRefused() {
        dataset = dataset.with("sourc", "x");

        assertThatThrownBy(() -> write(TWO, List.of())).hasMessageContaining("did you mean 'source'?");
    }

    @Test
    void aValueOfAnotherTypeThanItsColumnIsRefused() {
        Row wrong = Row.wrap(TWO, new Object[] {"not a long", null}, 1);

        assertThatThrownBy(() -> write(TWO, List.of(wrong)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("LONG was given a String");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderIsNotAFile() {
        dataset = Dataset.rows(folder);

        assertThatThrownBy(() -> write(TWO, List.of())).hasMessageContaining("it is a folder; name a file");
    }
}
