package io.github.steadwork.pipeline.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of fixed width. */
class FixedFormatTest {

    private static final Schema ALL = Schema.of(
            Column.of("id", ColumnType.LONG),
            Column.of("name", ColumnType.STRING),
            Column.of("price", ColumnType.DECIMAL),
            Column.of("day", ColumnType.DATE));

    private final List<RejectedRow> rejected = new ArrayList<>();

    @TempDir
    Path folder;

    private Dataset dataset(String columns) {
        return dataset("a.txt", columns);
    }

    private Dataset dataset(String name, String columns) {
        return Dataset.of("fixed", folder.resolve(name).toString()).with("columns", columns);
    }

    private void file(String content, Charset charset) throws IOException {
        Files.write(folder.resolve("a.txt"), content.getBytes(charset));
    }

    private List<List<@Nullable Object>> read(Dataset dataset) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset, rejected::add)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(Arrays.asList(row.toArray()));
            }
            assertThat(reader.done())
                    .isPositive()
                    .isLessThanOrEqualTo(reader.total().orElseThrow());
        }
        return rows;
    }

    @Test
    void columnsStandAtTheirPlacesAndTypesAreFound() throws IOException {
        file("HEAD\n   1M\u00fcller    1.50  2026-01-31\r\n\n  20\ud83d\ude00          12.5 2026-02-01\n", UTF_8);

        assertThat(read(dataset("id:1-4,name:5-12,price:15-19,day:21-30").with("skip", "1")))
                .containsExactly(
                        List.of(1L, "M\u00fcller", new BigDecimal("1.50"), LocalDate.of(2026, 1, 31)),
                        List.of(20L, "\ud83d\ude00", new BigDecimal("12.5"), LocalDate.of(2026, 2, 1)));
    }

    @Test
    void widthsDoAsWellAndBlankFieldsAreNull() throws IOException {
        file("1 ab  \n2     \n", ISO_8859_1);

        assertThat(read(dataset("id:2, name:4"))).containsExactly(List.of(1L, "ab"), Arrays.asList(2L, null));
    }

    @Test
    void linesThatAreTooShortTooLongOrWronglyEncodedAreBadRows() throws IOException {
        file("1ab\n2\n3ab!\n\u00e4bc\n4cd  \n", ISO_8859_1);
        Schema schema = Schema.of(Column.required("id", ColumnType.LONG), Column.required("name", ColumnType.STRING));

        assertThat(read(dataset("id:1,name:2").with(schema))).containsExactly(List.of(1L, "ab"), List.of(4L, "cd"));
        assertThat(rejected).extracting(RejectedRow::rule).containsExactly("ragged", "ragged", "encoding");
        assertThat(rejected).extracting(RejectedRow::line).containsExactly(2L, 3L, 4L);

        rejected.clear();
        assertThat(read(dataset("id:1,name:2")
                        .with(schema)
                        .with("ragged", "fill")
                        .with("encoding", "ISO-8859-1")))
                .hasSize(2);
        assertThat(rejected).extracting(RejectedRow::rule).containsExactly("required", "ragged", "type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.txt", "b.txt.gz", "b.txt.zip", "b.txt.zst"})
    void whatIsWrittenIsReadBackAsItWas(String name) throws IOException {
        Dataset dataset = dataset(name, "id:1-5,name:8-17,price:18-27,day:28-37");
        Row first = Row.of(ALL, 7L, "\u00e4 b", new BigDecimal("-1.250"), LocalDate.of(2026, 1, 31));
        Row second = Row.of(ALL, null, null, null, null);
        try (RowWriter writer = DataFormats.standard().create(dataset, ALL)) {
            writer.write(first);
            writer.write(second);
            assertThatThrownBy(() -> writer.write(Row.of(ALL, 123_456L, null, null, null)))
                    .hasMessageContaining("wider than the 5 characters");
            assertThatThrownBy(() -> writer.write(Row.of(ALL, null, "a\n", null, null)))
                    .hasMessageContaining("would be lost");
            writer.commit();
        }

        assertThat(read(dataset.with(ALL)))
                .containsExactly(Arrays.asList(first.toArray()), Arrays.asList(second.toArray()));
    }

    @Test
    void aPackedFileThatWasCutOffOrChangedIsAnError() throws IOException {
        Schema one = Schema.of(Column.of("text", ColumnType.STRING));
        Dataset dataset = dataset("c.txt.zst", "text:30");
        try (RowWriter writer = DataFormats.standard().create(dataset, one)) {
            for (int i = 0; i < 1_000; i++) {
                writer.write(Row.of(one, "row " + i * 7919L % 1_000));
            }
            writer.commit();
        }
        byte[] whole = Files.readAllBytes(folder.resolve("c.txt.zst"));

        Files.write(folder.resolve("c.txt.zst"), Arrays.copyOf(whole, whole.length - 10));
        assertThatThrownBy(() -> read(dataset))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ends too early");
        whole[whole.length - 1] ^= 1;
        Files.write(folder.resolve("c.txt.zst"), whole);
        assertThatThrownBy(() -> read(dataset))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be unpacked")
                .hasMessageContaining(".zst");
    }

    @Test
    void columnsThatMakeNoSenseAreRefused() throws IOException {
        file("1ab\n", UTF_8);
        for (String columns : List.of("", "id", "id:0", "id:1-5,name:5-6", "id:5-4")) {
            assertThatThrownBy(() -> read(dataset(columns))).as(columns).isInstanceOf(DataException.class);
        }
        assertThatThrownBy(() -> read(dataset("idd:3").with(Schema.of(Column.of("id", ColumnType.LONG)))))
                .hasMessageContaining("idd");
        assertThatThrownBy(() -> DataFormats.standard().create(dataset("id:3"), ALL))
                .hasMessageContaining("but the rows have");
    }
}
