package io.github.steadwork.jobs.processing.aggregate;

import static io.github.steadwork.jobs.processing.Tables.failure;
import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.stored;
import static io.github.steadwork.jobs.processing.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same spec gives the same result, whoever reads the rows: one thread or several, in few parts or many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrategyTest {

    private static final int ROWS = 9_000;
    private static final long SMALLEST = 1 << 16;
    private static final Schema SCHEMA = Schema.of(
            Column.of("shop", ColumnType.STRING),
            Column.of("item", ColumnType.LONG),
            Column.of("price", ColumnType.DOUBLE),
            Column.of("note", ColumnType.STRING),
            Column.of("padding", ColumnType.STRING));

    private final DataAggregationJob job = new DataAggregationJob();

    @TempDir
    Path folder;

    private Dataset input = Dataset.previous();

    @BeforeAll
    void write(@TempDir Path inputs) throws IOException {
        input = Dataset.rows(inputs.resolve("input.rows"));
        Random random = new Random(11);
        try (RowWriter writer = DataFormats.standard().create(input, SCHEMA)) {
            for (int i = 1; i <= ROWS; i++) {
                Object[] values = {
                    random.nextInt(9) == 0 ? null : "shop " + random.nextInt(7),
                    (long) random.nextInt(500),
                    random.nextGaussian() * Math.pow(10, random.nextInt(16)),
                    i % 1_000 == 0 ? "seen at " + i : null,
                    ("row " + i).repeat(20)
                };
                writer.write(Row.wrap(SCHEMA, values, i));
            }
            writer.commit();
        }
    }

    private AggregationSpec.Builder spec() {
        return AggregationSpec.builder()
                .input(input)
                .output(output(folder))
                .groupBy("shop")
                .measures(
                        Measure.count(),
                        Measure.sum("price"),
                        Measure.avg("price"),
                        Measure.std("price"),
                        Measure.min("price"),
                        Measure.first("item"),
                        Measure.last("item"),
                        Measure.countDistinct("item"),
                        Measure.percentile("price", 0.9),
                        Measure.join("note", ","));
    }

    private List<String> result(AggregationSpec spec) throws IOException {
        return texts(run(job, stored(spec, AggregationSpec.class)).output());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 64})
    void partsGiveTheSameAsOneThread(int chunks) throws IOException {
        List<String> expected = result(spec().build());
        assertThat(expected).hasSize(8);
        assertThat(result(spec().strategy(Strategy.parallelChunks(chunks)).build()))
                .isEqualTo(expected);
    }

    @Test
    void partsThatDoNotFitIntoMemoryGiveTheSame() throws IOException {
        AggregationSpec.Builder many = spec().groupBy("item");
        List<String> expected = result(many.build());
        assertThat(expected).hasSizeGreaterThan(3_000);
        many.memory(SMALLEST).strategy(Strategy.parallelChunks(4));
        assertThat(result(many.build())).isEqualTo(expected);
    }

    @Test
    void badRowsAreToldInTheOrderOfTheSource() throws IOException {
        Path one = folder.resolve("one.csv");
        Path many = folder.resolve("many.csv");
        AggregationSpec.Builder spec =
                spec().measures(Measure.sum("1 / (item - 7)").as("odd"));
        AggregationResult expected = run(job, spec.rejects(RejectSpec.to(one)).build());
        List<String> rows = texts(expected.output());
        spec.rejects(RejectSpec.to(many)).strategy(Strategy.parallelChunks(3));
        AggregationResult result = run(job, spec.build());
        assertThat(result.rowsRejected()).isEqualTo(expected.rowsRejected()).isPositive();
        assertThat(result.rowsRead()).isEqualTo(ROWS);
        assertThat(Files.readString(many)).isEqualTo(Files.readString(one));
        assertThat(texts(result.output())).isEqualTo(rows);
    }

    @Test
    void whatFailsFirstInTheSourceIsWhatTheJobSays() {
        AggregationSpec.Builder spec =
                spec().measures(Measure.sum("1 / (item - 7)").as("odd"));
        String expected = reason(failure(job, spec.build()));
        for (int chunks = 2; chunks < 6; chunks++) {
            assertThat(reason(failure(
                            job, spec.strategy(Strategy.parallelChunks(chunks)).build())))
                    .isEqualTo(expected);
        }
        String few = reason(failure(
                job,
                spec.rejects(RejectSpec.SKIP.withMaxRows(3))
                        .strategy(Strategy.SEQUENTIAL)
                        .build()));
        assertThat(few).contains("4 rows are bad");
        assertThat(reason(failure(job, spec.strategy(Strategy.parallelChunks(2)).build())))
                .contains("4 rows are bad");
    }

    /** Without the id of the job. */
    private static String reason(String message) {
        return message.substring(message.indexOf("FAILED"));
    }

    @Test
    void aStrategyThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Strategy.parallelChunks(-1)).hasMessageContaining("chunks is -1");
        assertThatThrownBy(() -> new Strategy(Strategy.Kind.MAP_REDUCE, 4, "", 0))
                .hasMessageContaining("needs a folder");
    }
}
