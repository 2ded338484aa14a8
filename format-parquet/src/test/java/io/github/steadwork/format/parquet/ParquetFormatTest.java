package io.github.steadwork.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.file.StagedFile;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of this format, those that old or careless programs would have written, and broken ones. */
class ParquetFormatTest {

    private static final Schema ORDERS =
            Schema.of(Column.required("id", ColumnType.LONG), Column.of("name", ColumnType.STRING));

    private final List<RejectedRow> rejected = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void hadoopIsNotThere() {
        assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void onlyDeclaredColumnsAreReadInTheirOrderAndAsTheirTypes() throws IOException {
        Dataset orders = orders(3);

        List<Row> rows =
                read(orders.with(Schema.of(Column.of("name", ColumnType.STRING), Column.of("id", ColumnType.DECIMAL))));

        assertThat(rows)
                .extracting(Row::toString)
                .containsExactly("{name=name 1, id=1}", "{name=name 2, id=2}", "{name=null, id=3}");
    }

    @Test
    void aValueThatCannotBecomeTheDeclaredTypeMakesItsRowABadOne() throws IOException {
        Dataset orders = orders(3);

        assertThat(read(orders.with(Schema.of(Column.of("name", ColumnType.LONG)))))
                .hasSize(1);
        assertThat(rejected).extracting(RejectedRow::line).containsExactly(1L, 2L);
        rejected.clear();

        assertThat(read(orders.with(Schema.of(Column.required("name", ColumnType.STRING)))))
                .hasSize(2);
        assertThat(rejected).extracting(RejectedRow::line).containsExactly(3L);
        assertThat(rejected).extracting(RejectedRow::rule).containsExactly("required");
    }

    @Test
    void anUnknownColumnIsRefusedWithTheNearestName() throws IOException {
        Dataset orders = orders(1).with(Schema.of(Column.of("nam", ColumnType.STRING)));

        assertThatThrownBy(() -> read(orders)).isInstanceOf(DataException.class).hasMessageContaining("'name'");
    }

    @Test
    void progressIsCountedInRowsAndTheTotalIsKnown() throws IOException {
        try (RowReader reader = DataFormats.standard().open(orders(3))) {
            assertThat(reader.unit()).isEqualTo(RowReader.Unit.ROWS);
            assertThat(reader.total()).hasValue(3);
            reader.read();
            assertThat(reader.done()).isEqualTo(1);
        }
    }

    @Test
    void partsGiveTheRowsOfTheWholeWithTheirPositions() throws IOException {
        Dataset whole = byHand("required int64 id;", WriterVersion.PARQUET_1_0, 7, group -> {
            for (long id = 0; id < 3; id++) {
                group.column(0).write(id, 0, 0);
                group.endRow();
            }
        });

        List<Dataset> parts = DataFormats.standard().divide(whole, 3);

        assertThat(parts).hasSize(3);
        List<Long> positions = new ArrayList<>();
        for (Dataset part : parts) {
            read(part).forEach(row -> positions.add(row.position()));
        }
        assertThat(positions)
                .containsExactlyElementsOf(
                        read(whole).stream().map(Row::position).toList())
                .hasSize(21)
                .isSorted();
    }

    @ParameterizedTest
    @EnumSource(WriterVersion.class)
    void typesOfOldProgramsAreUnderstood(WriterVersion version) throws IOException {
        Dataset old = byHand("""
                required int96 seen; required int32 clock (TIME_MILLIS); required binary code (ENUM);
                optional float rate; required group place { optional binary city; }
                """, version, 1, group -> {
            byte[] stamp = ByteBuffer.allocate(12)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(1_500_000_000)
                    .putInt(2_440_589)
                    .array();
            group.column(0).write(Binary.fromConstantByteArray(stamp), 0, 0);
            group.column(1).write(3_600_000, 0, 0);
            group.column(2).write(Binary.fromString("A"), 0, 0);
            group.column(3).writeNull(0, 0);
            group.column(4).write(Binary.fromString("Ulm"), 0, 1);
            group.endRow();
        });

        assertThat(read(old.with("binary", "text")))
                .singleElement()
                .satisfies(row -> assertThat(row.toArray())
                        .containsExactly(LocalDateTime.parse("1970-01-02T00:00:01.5"), "01:00", "A", null, "Ulm"));
        assertThat(read(old))
                .singleElement()
                .satisfies(row -> assertThat(row.get("place.city"))
                        .isEqualTo("Ulm".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void aListIsRefusedUnlessDeclaredColumnsLeaveItOut() throws IOException {
        Dataset nested = byHand(
                "required int64 id; required group tags (LIST) { repeated group list { optional binary element; } }",
                WriterVersion.PARQUET_1_0,
                1,
                group -> {
                    group.column(0).write(1L, 0, 0);
                    group.column(1).writeNull(0, 0);
                    group.endRow();
                });

        assertThatThrownBy(() -> read(nested))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'tags'")
                .hasMessageContaining("declare the columns without it");
        assertThat(read(nested.with(Schema.of(Column.of("id", ColumnType.LONG)))))
                .hasSize(1);
    }

    @Test
    void timesHaveNanosecondsOnlyIfTheOptionSaysSo() throws IOException {
        Schema times = Schema.of(Column.of("at", ColumnType.INSTANT));
        Row row = Row.of(times, Instant.parse("1969-01-01T00:00:00.123456789Z"));

        assertThatThrownBy(() -> write(dataset("micros"), times, row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column 'at'")
                .hasMessageContaining("'times' to nanos");
        write(dataset("nanos").with("times", "nanos"), times, row);

        assertThat(read(dataset("nanos"))).containsExactly(row);
        assertThatThrownBy(() -> write(
                        dataset("far").with("times", "nanos"),
                        times,
                        Row.of(times, Instant.parse("2300-01-01T00:00:00Z"))))
                .hasMessageContaining("'times' to micros");
    }

    @ParameterizedTest
    @CsvSource({
        "1.23, '3,2', true",
        "1.234, '3,2', false",
        "12.34, '3,2', false",
        "-9.99, '3,2', true",
        "0, '1,1', true"
    })
    void aDecimalIsNeverRounded(BigDecimal value, String digits, boolean fits) throws IOException {
        Schema prices = Schema.of(Column.of("price", ColumnType.DECIMAL));
        Dataset file = dataset("prices").with("decimal", digits);

        if (fits) {
            write(file, prices, Row.of(prices, value));
            assertThat(read(file)).containsExactly(Row.of(prices, value));
        } else {
            assertThatThrownBy(() -> write(file, prices, Row.of(prices, value)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("set the option 'decimal'");
        }
    }

    @ParameterizedTest
    @CsvSource({"compression, brotli", "decimal, '40,2'", "decimal, '2,3'", "times, days", "part, all", "colour, red"})
    void wrongOptionsAreRefusedByName(String option, String value) throws IOException {
        Dataset wrong = orders(1).with(option, value);

        assertThatThrownBy(() -> read(wrong)).isInstanceOf(DataException.class).hasMessageContaining(option);
    }

    @Test
    void aWriterThatIsNotCommittedLeavesNothing() throws IOException {
        try (RowWriter writer = DataFormats.standard().create(dataset("orders"), ORDERS)) {
            writer.write(Row.of(ORDERS, 1L, "a"));
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEmptyFileHasItsColumns() throws IOException {
        write(dataset("empty"), ORDERS);

        try (RowReader reader = DataFormats.standard().open(dataset("empty"))) {
            assertThat(reader.schema()).isEqualTo(ORDERS);
            assertThat(reader.read()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PAR1", "id,name\n1,a\n", "PAR1\0\0\0\0\377\377\377\377PAR1", "PAR1xxxx\4\0\0\0PAR1"})
    void whatIsNoParquetFileIsSaidToBeNone(String content) throws IOException {
        Files.writeString(dataset("none").path(), content, java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(dataset("none")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no Parquet file");
        assertThatThrownBy(() -> read(dataset("missing")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void aChangedByteIsAnErrorOrChangesNothing() throws IOException {
        Dataset orders = orders(2_000);
        byte[] bytes = Files.readAllBytes(orders.path());
        int footer = bytes.length
                - 8
                - ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        List<Row> right = read(orders);
        Random random = new Random(17);
        int refused = 0;

        for (int i = 0; i < 400; i++) {
            byte[] changed = bytes.clone();
            int place = i < 200 ? random.nextInt(4, footer) : random.nextInt(footer, bytes.length);
            changed[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(orders.path(), changed);
            try {
                List<Row> rows = read(orders);
                assertThat(place >= footer || rows.equals(right))
                        .as("byte %d of %d", place, bytes.length)
                        .isTrue();
            } catch (DataException e) {
                refused++;
            }
        }

        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void aFileThatWasCutOffIsRefused() throws IOException {
        Dataset orders = orders(100);
        byte[] bytes = Files.readAllBytes(orders.path());
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(orders.path(), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> read(orders)).isInstanceOf(DataException.class);
        }
    }

    private Dataset dataset(String name) {
        return Dataset.of("parquet", folder.resolve(name + ".parquet").toString());
    }

    /** The last order has no name. */
    private Dataset orders(int count) throws IOException {
        Row[] rows = new Row[count];
        for (int i = 0; i < count; i++) {
            rows[i] = Row.of(ORDERS, i + 1L, i < count - 1 ? "name " + (i + 1) : null);
        }
        write(dataset("orders"), ORDERS, rows);
        return dataset("orders");
    }

    private static void write(Dataset dataset, Schema schema, Row... rows) throws IOException {
        try (RowWriter writer = DataFormats.standard().create(dataset, schema)) {
            for (Row row : rows) {
                writer.write(row);
            }
            writer.commit();
            assertThat(writer.rows()).isEqualTo(rows.length);
            assertThat(writer.bytes()).isEqualTo(Files.size(dataset.path()));
        }
    }

    /** A file with a schema that this format does not write. */
    private Dataset byHand(String fields, WriterVersion version, int groups, Consumer<RowGroup> rows)
            throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message m { " + fields + " }");
        ParquetProperties properties =
                ParquetProperties.builder().withWriterVersion(version).build();
        Dataset dataset = dataset("by-hand");
        try (StagedFile file = StagedFile.create(dataset.path())) {
            ParquetFileWriter writer = new ParquetFileWriter(
                    new StagedOutput(file), type, ParquetFileWriter.Mode.CREATE, 1 << 20, 0, 64, 64, false);
            writer.start();
            try (RowGroup group = new RowGroup(writer, type, properties, CompressionCodecName.SNAPPY)) {
                for (int i = 0; i < groups; i++) {
                    rows.accept(group);
                    group.flush();
                }
            }
            writer.end(Map.of());
            file.commit();
        }
        return dataset;
    }

    private List<Row> read(Dataset dataset) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset, rejected::add)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
