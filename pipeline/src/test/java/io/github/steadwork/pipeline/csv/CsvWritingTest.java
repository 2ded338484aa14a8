package io.github.steadwork.pipeline.csv;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWritingTest {

    private static final Schema TEXTS = Schema.of(Column.of("a", ColumnType.STRING), Column.of("b", ColumnType.STRING));

    @TempDir
    Path folder;

    private Path file;
    private Dataset dataset;

    @BeforeEach
    void name() {
        file = folder.resolve("out.csv");
        dataset = Dataset.csv(file);
    }

    private long write(Schema schema, List<Row> rows) throws IOException {
        try (RowWriter writer = DataFormats.standard().create(dataset, schema)) {
            for (Row row : rows) {
                writer.write(row);
            }
            writer.commit();
            assertThat(writer.rows()).isEqualTo(rows.size());
            assertThat(writer.schema()).isEqualTo(schema);
            return writer.bytes();
        }
    }

    private List<Row> read(Schema schema) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset.with(schema))) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void whatIsWrittenIsReadBackAsEqualValues() throws Exception {
        Schema schema = Schema.of(Arrays.stream(ColumnType.values())
                .filter(type -> type != ColumnType.LIST && type != ColumnType.ROW)
                .map(type -> Column.of("the " + type, type))
                .toList());
        List<Row> rows = List.of(
                Row.of(
                        schema,
                        true,
                        -5L,
                        new BigDecimal("12.50"),
                        Double.NaN,
                        " a \"b\",\n",
                        LocalDate.of(2026, 1, 31),
                        Instant.ofEpochSecond(1, 5),
                        LocalDateTime.of(2026, 1, 31, 0, 0),
                        new byte[] {1, 2}),
                Row.of(schema, new Object[schema.size()]),
                Row.of(schema, null, null, null, null, "", null, null, null, null));

        long bytes = write(schema, rows);

        assertThat(read(schema)).isEqualTo(rows);
        assertThat(bytes).isEqualTo(Files.size(file));
    }

    @Test
    void nullAndTheTextThatStandsForItAreToldApart() throws Exception {
        for (String nullText : List.of("", "NULL")) {
            dataset = Dataset.csv(file).with("nullText", nullText).with("trim", "true");
            List<Row> rows = List.of(Row.of(TEXTS, null, "NULL"), Row.of(TEXTS, "", null), Row.of(TEXTS, " x ", " "));

            write(TEXTS, rows);

            assertThat(read(TEXTS)).as(nullText).isEqualTo(rows);
        }
    }

    @Test
    void nullsOfASingleColumnAreKept() throws Exception {
        Schema one = Schema.of(Column.of("n", ColumnType.STRING));
        List<Row> rows = List.of(Row.of(one, "x"), Row.of(one, (Object) null), Row.of(one, ""), Row.of(one, "y"));

        write(one, rows);

        assertThat(read(one)).isEqualTo(rows);
    }

    @Test
    void optionsHoldForWritingToo() throws Exception {
        dataset = dataset.with("delimiter", ";").with("quote", "'").with("header", "false");

        write(TEXTS, List.of(Row.of(TEXTS, "x;y", "it's")));

        assertThat(file).hasContent("'x;y';'it''s'\n");
    }

    @Test
    void aFileWhoseNameEndsInGzIsCompressed() throws Exception {
        file = folder.resolve("out.csv.gz");
        dataset = Dataset.csv(file);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(Row.of(TEXTS, "the same", "again"));
        }

        long bytes = write(TEXTS, rows);

        assertThat(bytes).isLessThan(5_000).isEqualTo(Files.size(file));
        assertThat(read(TEXTS)).isEqualTo(rows);
    }

    @Test
    void withoutCommitNothingRemains() throws Exception {
        try (RowWriter writer = DataFormats.standard().create(dataset, TEXTS)) {
            writer.write(Row.of(TEXTS, "x", "y"));
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void charactersThatTheEncodingDoesNotKnowAreAnError() {
        dataset = dataset.with("encoding", "US-ASCII");

        assertThatThrownBy(() -> write(TEXTS, List.of(Row.of(TEXTS, "Z\u00FCrich", "x"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("write UTF-8");
        assertThat(folder).isEmptyDirectory();
    }
}
