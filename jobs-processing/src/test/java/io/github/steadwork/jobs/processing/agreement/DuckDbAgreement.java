package io.github.steadwork.jobs.processing.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same random rows in a file for these jobs and in a table {@code t} of DuckDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DuckDbAgreement {

    private static final int ROWS = 3_000;

    static final Schema SCHEMA = Schema.of(
            Column.of("shop", ColumnType.STRING),
            Column.of("note", ColumnType.STRING),
            Column.of("n", ColumnType.LONG),
            Column.of("m", ColumnType.LONG),
            Column.of("price", ColumnType.DECIMAL),
            Column.of("weight", ColumnType.DOUBLE),
            Column.of("day", ColumnType.DATE),
            Column.of("seen", ColumnType.LOCAL_DATE_TIME),
            Column.of("flag", ColumnType.BOOLEAN));

    @TempDir
    Path folder;

    Dataset input = Dataset.previous();

    private @Nullable DuckDb engine;

    @BeforeAll
    void fill(@TempDir Path inputs) throws IOException, SQLException {
        engine = new DuckDb();
        input = table("t", SCHEMA, random(new Random(2026)), inputs);
    }

    /** Puts the rows into a file, and into a table of this name. */
    final Dataset table(String name, Schema schema, List<Row> rows, Path folder) throws IOException, SQLException {
        Dataset dataset = Dataset.rows(folder.resolve(name + ".rows"));
        try (RowWriter writer = DataFormats.standard().create(dataset, schema)) {
            for (Row row : rows) {
                writer.write(row);
            }
            writer.commit();
        }
        Objects.requireNonNull(engine).create(name, schema, rows);
        return dataset;
    }

    @AfterAll
    void close() throws SQLException {
        if (engine != null) {
            engine.close();
        }
    }

    private static List<Row> random(Random random) {
        List<String> notes =
                List.of("", " a b ", "Straße", "x%y_z", "\uD83D\uDE00 emoji", "UPPER lower", "a,b,,c", "0012");
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= ROWS; i++) {
            @Nullable
            Object[] values = {
                "shop " + random.nextInt(12),
                notes.get(random.nextInt(notes.size())),
                (long) random.nextInt(200) - 100,
                (long) random.nextInt(9) - 4,
                BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 2),
                random.nextGaussian() * 1_000,
                LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2_000)),
                LocalDateTime.of(2024, 2, 27, 0, 0).plusSeconds(random.nextInt(400_000)),
                random.nextBoolean()
            };
            for (int column = 0; column < values.length; column++) {
                values[column] = random.nextInt(10) == 0 ? null : values[column];
            }
            rows.add(Row.wrap(SCHEMA, values, i));
        }
        return rows;
    }

    final List<List<@Nullable Object>> theirs(String sql) throws SQLException {
        return Objects.requireNonNull(engine).query(sql);
    }

    static void assertSame(List<Row> ours, List<List<@Nullable Object>> theirs) {
        assertThat(ours).hasSameSizeAs(theirs).isNotEmpty();
        for (int i = 0; i < ours.size(); i++) {
            @Nullable Object[] row = ours.get(i).toArray();
            for (int column = 0; column < row.length; column++) {
                assertSame(row[column], theirs.get(i).get(column), "row " + i + " " + Arrays.toString(row));
            }
        }
    }

    private static void assertSame(@Nullable Object ours, @Nullable Object theirs, String where) {
        if (ours instanceof Double number && theirs instanceof Number other) {
            double expected = other.doubleValue();
            assertThat(number).as(where).isCloseTo(expected, within(Math.abs(expected) * 1e-11 + 1e-11));
        } else if (ours instanceof Number number && theirs instanceof Number other) {
            assertThat(new BigDecimal(number.toString())).as(where).isEqualByComparingTo(other.toString());
        } else {
            assertThat(plain(ours)).as(where).isEqualTo(plain(theirs));
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        return value instanceof Timestamp time ? time.toLocalDateTime() : value;
    }
}
