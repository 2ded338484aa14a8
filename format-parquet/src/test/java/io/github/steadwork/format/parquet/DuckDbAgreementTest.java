package io.github.steadwork.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB writes is read as it means it, and what is written here DuckDB reads as it was meant. */
class DuckDbAgreementTest {

    @TempDir
    private static Path folder;

    private static Connection duckdb;

    @BeforeAll
    static void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "zstd", "gzip", "lz4_raw"})
    void filesOfDuckDbAreReadInEachCompression(String compression) throws Exception {
        Path file = folder.resolve(compression + ".parquet");
        execute("""
                COPY (SELECT i AS id, 'name ' || (i %% 97) AS name, i / 4.0::DOUBLE AS half FROM range(5000) t(i))
                TO '%s' (FORMAT parquet, COMPRESSION %s, ROW_GROUP_SIZE 2048)
                """.formatted(file, compression));

        List<Row> rows = read(Dataset.of("parquet", file.toString()));

        assertThat(rows).hasSize(5_000);
        assertThat(rows.get(4_999).asMap())
                .containsExactly(entry("id", 4_999L), entry("name", "name 52"), entry("half", 1_249.75));
        assertThat(rows.get(4_999).position()).isEqualTo(5_000);
    }

    @Test
    void typesOfDuckDbBecomeTheirCounterparts() throws Exception {
        Path file = folder.resolve("types.parquet");
        execute("""
                COPY (SELECT
                    true AS truth, 200::UTINYINT AS tiny, -7::SMALLINT AS small, 4000000000::UINTEGER AS whole,
                    18446744073709551615::UBIGINT AS huge, 1.5::FLOAT AS single, 12.34::DECIMAL(4, 2) AS price,
                    123456789.123::DECIMAL(18, 3) AS amount, 12345678901234567890.12::DECIMAL(38, 2) AS fortune,
                    'Grüße 🚀' AS text, DATE '1969-12-31' AS day, TIME '13:45:00.5' AS clock,
                    TIMESTAMP '2026-03-29 02:30:00.123456' AS local, TIMESTAMPTZ '1960-03-29 02:30:00+02' AS moment,
                    TIMESTAMP_NS '2026-01-01 00:00:00.123456789' AS fine, TIMESTAMP_MS '2026-01-01 00:00:00.5' AS coarse,
                    'ab\\x00'::BLOB AS bytes, '00000000-0000-0000-0000-00000000002a'::UUID AS id,
                    NULL::INTEGER AS nothing, {'city': 'Ulm', 'geo': {'lat': 48.4::DOUBLE}} AS address)
                TO '%s' (FORMAT parquet)
                """.formatted(file));

        assertThat(read(Dataset.of("parquet", file.toString()))).singleElement().satisfies(row -> {
            assertThat(row.schema().names()).containsSubsequence("id", "nothing", "address.city", "address.geo.lat");
            assertThat(row.toArray())
                    .containsExactly(
                            true,
                            200L,
                            -7L,
                            4_000_000_000L,
                            new BigDecimal("18446744073709551615"),
                            1.5,
                            new BigDecimal("12.34"),
                            new BigDecimal("123456789.123"),
                            new BigDecimal("12345678901234567890.12"),
                            "Grüße 🚀",
                            LocalDate.of(1969, 12, 31),
                            "13:45:00.500",
                            LocalDateTime.parse("2026-03-29T02:30:00.123456"),
                            Instant.parse("1960-03-29T00:30:00Z"),
                            LocalDateTime.parse("2026-01-01T00:00:00.123456789"),
                            LocalDateTime.parse("2026-01-01T00:00:00.5"),
                            new byte[] {'a', 'b', 0},
                            "00000000-0000-0000-0000-00000000002a",
                            null,
                            "Ulm",
                            48.4);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "zstd", "gzip"})
    void whatIsWrittenHereDuckDbReads(String compression) throws Exception {
        Schema schema = Schema.of(
                Column.required("id", ColumnType.LONG),
                Column.of("truth", ColumnType.BOOLEAN),
                Column.of("price", ColumnType.DECIMAL),
                Column.of("half", ColumnType.DOUBLE),
                Column.of("name", ColumnType.STRING),
                Column.of("day", ColumnType.DATE),
                Column.of("moment", ColumnType.INSTANT),
                Column.of("local", ColumnType.LOCAL_DATE_TIME),
                Column.of("bytes", ColumnType.BYTES),
                Column.of("tags", ColumnType.LIST));
        Path file = folder.resolve("ours-" + compression + ".parquet");
        try (RowWriter writer = DataFormats.standard()
                .create(Dataset.of("parquet", file.toString()).with("compression", compression), schema)) {
            writer.write(Row.of(schema, 1L, null, null, null, null, null, null, null, null, null));
            writer.write(Row.of(
                    schema,
                    Long.MIN_VALUE,
                    true,
                    new BigDecimal("-12345678901234567890.125"),
                    -0.5,
                    "Grüße 🚀",
                    LocalDate.of(1600, 2, 29),
                    Instant.parse("1960-03-29T00:30:00.000001Z"),
                    LocalDateTime.parse("2026-03-29T02:30"),
                    "\0\1".getBytes(StandardCharsets.UTF_8),
                    List.of("a", 2L)));
            writer.commit();
        }

        assertThat(table("SELECT * EXCLUDE bytes, hex(bytes) FROM '" + file + "'"))
                .containsExactly(
                        "[1, null, null, null, null, null, null, null, null, null]",
                        "[-9223372036854775808, true, -12345678901234567890.125000000000, -0.5, Grüße 🚀, 1600-02-29,"
                                + " 1960-03-29T00:30:00.000001Z, 2026-03-29 02:30:00.0, [\"a\",2], 0001]");
        assertThat(table("SELECT column_type FROM (DESCRIBE SELECT * FROM '" + file + "')"))
                .containsExactly(
                        "[BIGINT]",
                        "[BOOLEAN]",
                        "[DECIMAL(38,12)]",
                        "[DOUBLE]",
                        "[VARCHAR]",
                        "[DATE]",
                        "[TIMESTAMP WITH TIME ZONE]",
                        "[TIMESTAMP]",
                        "[BLOB]",
                        "[JSON]");
    }

    @Test
    void manyRowGroupsAreReadByDuckDbAndByUs() throws Exception {
        Schema schema = Schema.of(Column.required("id", ColumnType.LONG), Column.of("text", ColumnType.STRING));
        Path file = folder.resolve("groups.parquet");
        String filler = "x".repeat(100_000);
        try (RowWriter writer = DataFormats.standard()
                .create(Dataset.of("parquet", file.toString()).with("compression", "none"), schema)) {
            for (long id = 0; id < 1_500; id++) {
                writer.write(Row.of(schema, id, id + filler));
            }
            writer.commit();
        }

        assertThat(table("SELECT count(DISTINCT row_group_id) > 3 FROM parquet_metadata('" + file + "')"))
                .containsExactly("[true]");
        assertThat(table("SELECT sum(id), sum(len(text)) FROM '" + file + "'")).containsExactly("[1124250, 150004890]");
        assertThat(read(Dataset.of("parquet", file.toString())))
                .extracting(row -> row.get("id"))
                .hasSize(1_500)
                .isSorted();
    }

    private static Map.Entry<String, Object> entry(String name, Object value) {
        return Map.entry(name, value);
    }

    private static List<Row> read(Dataset dataset) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> table(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    line.add(result.getString(i));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
    }
}
