package io.github.steadwork.pipeline.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReadingTest {

    private final List<RejectedRow> bad = new ArrayList<>();

    @TempDir
    Path folder;

    private Dataset json(String content) throws IOException {
        return Dataset.json(Files.writeString(folder.resolve("a.json"), content));
    }

    private Dataset lines(String content) throws IOException {
        return Dataset.ndjson(Files.writeString(folder.resolve("a.ndjson"), content));
    }

    private List<List<@Nullable Object>> read(Dataset dataset) throws IOException {
        return read(dataset, bad::add);
    }

    private static List<List<@Nullable Object>> read(Dataset dataset, BadRows badRows) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset, badRows)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(Arrays.asList(row.toArray()));
            }
        }
        return rows;
    }

    private static Schema schema(Dataset dataset) throws IOException {
        try (RowReader reader = DataFormats.standard().open(dataset)) {
            return reader.schema();
        }
    }

    @Test
    void aListOfObjectsBecomesRowsOfInferredTypes() throws IOException {
        Dataset dataset = json("""
                [{"id": 1, "name": "Öl", "price": 1.50, "day": "2026-01-31", "at": "2026-01-31T10:00:00Z", "ok": true},
                 {"id": 9223372036854775807, "price": 2, "name": null, "day": "2026-02-01", "at": null, "ok": false}]
                """);

        assertThat(read(dataset))
                .containsExactly(
                        List.of(
                                1L,
                                "Öl",
                                new BigDecimal("1.50"),
                                LocalDate.of(2026, 1, 31),
                                Instant.parse("2026-01-31T10:00:00Z"),
                                true),
                        Arrays.asList(
                                Long.MAX_VALUE, null, new BigDecimal("2"), LocalDate.of(2026, 2, 1), null, false));
        assertThat(bad).isEmpty();
    }

    @Test
    void nestedObjectsAreRowsAndListsAreLists() throws IOException {
        Dataset dataset = lines("""
                {"user": {"id": 7, "tags": ["a", null, 1]}, "n": []}
                {"user": null, "n": [[1], {"x": 2.5}]}
                """);

        List<List<@Nullable Object>> rows = read(dataset);

        Row user = (Row) Objects.requireNonNull(rows.get(0).get(0));
        assertThat(user.get("id")).isEqualTo(7L);
        assertThat(user.get("tags")).isEqualTo(Arrays.asList("a", null, 1L));
        assertThat(rows.get(1).get(0)).isNull();
        assertThat(String.valueOf(rows.get(1).get(1))).isEqualTo("[[1], {x=2.5}]");
        assertThat(schema(dataset))
                .isEqualTo(Schema.of(Column.of("user", ColumnType.ROW), Column.of("n", ColumnType.LIST)));
    }

    @Test
    void valuesOfSeveralKindsInAColumnAreText() throws IOException {
        assertThat(read(lines("{\"a\": 1}\n{\"a\": \"x\"}\n{\"a\": {\"b\": [true]}}\n")))
                .containsExactly(List.of("1"), List.of("x"), List.of("{\"b\":[true]}"));
    }

    @Test
    void theListMayStandAtAPath() throws IOException {
        Dataset dataset =
                json("{\"meta\": {\"items\": 0}, \"data\": {\"items\": [{\"a\": 1}], \"x\": {}}, \"more\": [1]}");

        assertThat(read(dataset.with("path", "data.items"))).containsExactly(List.of(1L));
        assertThatThrownBy(() -> read(dataset.with("path", "data.rows")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no field 'rows'")
                .hasMessageContaining("items, x");
        assertThatThrownBy(() -> read(dataset))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("meta, data, more")
                .hasMessageContaining("'path'");
    }

    @Test
    void anObjectAtAPathIsOneRow() throws IOException {
        assertThat(read(json("{\"data\": {\"a\": 1}}").with("path", "data"))).containsExactly(List.of(1L));
    }

    @Test
    void declaredColumnsAreCastAndOthersPassedOver() throws IOException {
        Schema schema = Schema.of(Column.required("id", ColumnType.LONG), Column.of("price", ColumnType.DOUBLE));
        Dataset dataset = lines(
                        "{\"price\": \"1.5\", \"id\": \"12\", \"x\": 0}\n{\"id\": 2}\n{\"price\": 3}\n{\"id\": 1.5}\n")
                .with(schema);

        assertThat(read(dataset)).containsExactly(List.of(12L, 1.5), Arrays.asList(2L, null));
        assertThat(bad).extracting(RejectedRow::rule).containsExactly("required", "type");
        assertThat(bad).extracting(RejectedRow::line).containsExactly(3L, 4L);
        assertThat(bad.get(1).content()).isEqualTo("{\"id\": 1.5}");
    }

    @Test
    void aFieldThatFirstAppearsAfterTheSampleIsNotLostSilently() throws IOException {
        Dataset dataset = json("[{\"a\": 1}, {\"a\": 2, \"b\": 3}]").with("sample", "1");

        assertThat(read(dataset)).containsExactly(List.of(1L));
        assertThat(bad).singleElement().satisfies(row -> {
            assertThat(row.rule()).isEqualTo("unknown");
            assertThat(row.field()).isEqualTo("b");
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.content()).isEqualTo("{\"a\":2,\"b\":3}");
        });
        assertThat(read(dataset.with("unknown", "ignore"))).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void aBrokenLineHarmsNoOther() throws IOException {
        Dataset dataset = lines("\uFEFF{\"a\": 1}\n\n{\"a\": \n{\"a\": 2} {\"a\": 3}\n[1]\n  \r\n{\"a\": 4}");

        assertThat(read(dataset)).containsExactly(List.of(1L), List.of(4L));
        assertThat(bad).extracting(RejectedRow::rule).containsExactly("syntax", "syntax", "object");
        assertThat(bad).extracting(RejectedRow::line).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aRowOfEndlessValuesDoesNotFillTheHeap() throws IOException {
        Path file = folder.resolve("bomb.json.gz");
        byte[] block = "1,".repeat(1 << 15).getBytes(UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("[{\"a\":1},{\"a\":[".getBytes(UTF_8));
            for (long written = 0; written < 100_000_000; written += block.length) {
                out.write(block);
            }
        }

        assertThatThrownBy(() -> read(Dataset.json(file)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("too long");
    }

    @Test
    void aFieldThatIsThereTwiceMakesABadRow() throws IOException {
        Dataset dataset = json("[{\"a\": 1}, {\"a\": 1, \"a\": 2}, {\"a\": 3}]");

        assertThat(read(dataset)).containsExactly(List.of(1L), List.of(3L));
        assertThat(bad).extracting(RejectedRow::rule).containsExactly("twice");
        bad.clear();

        assertThat(read(lines("{\"a\": [{\"b\": 1, \"b\": 2}, 3], \"c\": 1}\n{\"a\": [], \"c\": 2}\n")))
                .containsExactly(List.of(List.of(), 2L));
        assertThat(bad)
                .singleElement()
                .satisfies(row -> assertThat(row.message()).contains("nested"));
    }

    @Test
    void aNumberThatIsTooLongIsABadRow() throws IOException {
        assertThat(read(lines("{\"a\": 1.5}\n{\"a\": 1e999999}\n"))).hasSizeLessThanOrEqualTo(2);
        bad.clear();
        assertThat(read(lines("{\"a\": 1.5}\n{\"a\": 1e999999}\n").with("sample", "1")))
                .containsExactly(List.of(new BigDecimal("1.5")));
        assertThat(bad).extracting(RejectedRow::rule).containsExactly("type");
    }

    @Test
    void whatIsNoJsonFailsWithItsPlace() throws IOException {
        assertThatThrownBy(() -> read(json("[{\"a\": 1},\n {\"a\": x}]")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a.json, row 2, line 2, column");
        assertThatThrownBy(() -> read(json("[{\"a\": 1}, {\"a\": ")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a part of it is missing");
        assertThatThrownBy(() -> read(json("[{\"a\": 1}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a part of it is missing");
        assertThatThrownBy(() -> read(json("[{\"a\": 1}] [{\"a\": 2}]")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more after the end");
        assertThatThrownBy(() -> read(json(""))).hasMessageContaining("empty");
        assertThatThrownBy(() -> read(json("[]"))).hasMessageContaining("declare a schema");
        assertThatThrownBy(() -> read(lines(""))).hasMessageContaining("declare a schema");
    }

    @Test
    void whatIsBehindTheListMustBeWholeAsWell() throws IOException {
        assertThatThrownBy(() -> read(json("{\"data\": [{\"a\": 1}], \"next\":").with("path", "data")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a part of it is missing");
    }

    @Test
    void anEmptyListOfDeclaredColumnsHasNoRows() throws IOException {
        assertThat(read(json("[]").with(Schema.of(Column.of("a", ColumnType.LONG)))))
                .isEmpty();
    }

    private static String manyRows() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            rows.append("{\"a\": ")
                    .append(i * 7919L % 10_007)
                    .append(", \"b\": \"")
                    .append(Integer.toHexString(i * 31))
                    .append("\"}\n");
        }
        return rows.toString();
    }

    private Path packed(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream packing = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : zip(bytes);
        packing.write(content.getBytes(UTF_8));
        packing.close();
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private static ZipOutputStream zip(OutputStream bytes) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(bytes);
        zip.putNextEntry(new ZipEntry("a.ndjson"));
        return zip;
    }

    @Test
    void packedFilesAreReadAsWhatTheyHold() throws IOException {
        assertThat(read(Dataset.ndjson(packed("a.ndjson.gz", manyRows())))).hasSize(20_000);
        assertThat(read(Dataset.ndjson(packed("a.ndjson.zip", manyRows())))).hasSize(20_000);
    }

    @Test
    void aPackedFileThatWasCutOffAnywhereIsNeverJustShort() throws IOException {
        for (String name : List.of("b.ndjson.gz", "b.ndjson.zip")) {
            byte[] whole = Files.readAllBytes(packed(name, manyRows()));
            for (int length = whole.length - 1; length > 0; length -= 1 + whole.length / 17) {
                Path cut = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));

                assertThatThrownBy(() -> read(Dataset.ndjson(cut)))
                        .as("%s of %d bytes, cut to %d", name, whole.length, length)
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining(name);
            }
        }
    }

    @Test
    void aCutFileIsReportedWithItsPlace() throws IOException {
        byte[] whole = Files.readAllBytes(packed("c.ndjson.gz", manyRows()));
        Path cut = Files.write(folder.resolve("c.ndjson.gz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> read(Dataset.ndjson(cut)))
                .hasMessageMatching(".*c\\.ndjson\\.gz, after row [1-9][0-9]{2,}, at byte [0-9]+ of " + Files.size(cut)
                        + ": the compressed file ends too early.*");
    }

    @Test
    void aZipWhoseContentWasChangedIsBroken() throws IOException {
        Path file = folder.resolve("d.ndjson.zip");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            byte[] content = "{\"a\": 1}\n".getBytes(UTF_8);
            ZipEntry entry = new ZipEntry("d.ndjson");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        }
        byte[] changed = bytes.toByteArray();
        int digit = new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(" 1}") + 1;
        changed[digit] = '2';
        Files.write(file, changed);

        assertThatThrownBy(() -> read(Dataset.ndjson(file)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void anArchiveOfSeveralFilesIsRefusedWithTheirNames() throws IOException {
        Path file = folder.resolve("e.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("one.csv"));
            zip.putNextEntry(new ZipEntry("two.csv"));
        }

        assertThatThrownBy(() -> read(Dataset.csv(file))).hasMessageContaining("one.csv, two.csv");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Schema schema = Schema.of(
                Column.of("id", ColumnType.LONG),
                Column.of("price", ColumnType.DECIMAL),
                Column.of("share", ColumnType.DOUBLE),
                Column.of("name", ColumnType.STRING),
                Column.of("day", ColumnType.DATE),
                Column.of("at", ColumnType.INSTANT),
                Column.of("raw", ColumnType.BYTES),
                Column.of("list", ColumnType.LIST));
        List<Row> rows = List.of(
                Row.of(
                        schema,
                        1L,
                        new BigDecimal("0.10"),
                        Double.NaN,
                        "a\"\n\u2028😀",
                        LocalDate.EPOCH,
                        Instant.EPOCH,
                        new byte[] {1, 2},
                        Arrays.asList(1L, null, "x")),
                Row.of(schema, null, null, null, null, null, null, null, null));
        for (String name : List.of("out.json", "out.json.gz", "out.json.zip", "out.ndjson", "out.ndjson.gz")) {
            Dataset dataset = Dataset.of(
                    name.contains("ndjson") ? "ndjson" : "json",
                    folder.resolve(name).toString());
            try (var writer = DataFormats.standard().create(dataset, schema)) {
                for (Row row : rows) {
                    writer.write(row);
                }
                assertThat(folder.resolve(name)).doesNotExist();
                writer.commit();
                assertThat(writer.bytes()).isEqualTo(Files.size(folder.resolve(name)));
            }
            List<Row> back = new ArrayList<>();
            try (RowReader reader = DataFormats.standard().open(dataset.with(schema))) {
                for (Row row = reader.read(); row != null; row = reader.read()) {
                    back.add(row);
                }
            }
            assertThat(back).as(name).isEqualTo(rows);
        }
        assertThat(Files.readString(folder.resolve("out.ndjson")))
                .hasLineCount(2)
                .startsWith("{\"id\":1,\"price\":0.10,");
    }
}
