package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job: its spec, its memory, its input. */
class StatisticalAnalysisJobTest extends AnalysedRows {

    @Test
    void allColumnsThatAreMissingAreNamedAtOnce() {
        StatisticsSpec spec = StatisticsSpec.builder(Rows.of(ColumnType.LONG, 1L))
                .columns("y")
                .groupBy("z")
                .trend("day", Period.MONTH)
                .build();
        assertThatThrownBy(() -> run(spec))
                .hasMessageContaining("there is no column 'y'")
                .hasMessageContaining("there is no column 'z'")
                .hasMessageContaining("there is no column 'day'");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        StatisticsSpec spec = StatisticsSpec.builder(Rows.of(Schema.of(Column.of("speed", ColumnType.LONG))))
                .columns("sped")
                .build();
        assertThatThrownBy(() -> job.run(spec))
                .rootCause()
                .hasMessageContaining("there is no column 'sped'")
                .hasMessageContaining("speed");
    }

    @Test
    void moreNumbersThanMemoryGiveTheSameResult() {
        List<Double> values = new ArrayList<>();
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            values.add(Math.floor(random.nextGaussian() * 1_000));
        }
        Dataset data = Rows.of(ColumnType.DOUBLE, values);
        StatisticsResult inMemory = run(StatisticsSpec.of(data));
        StatisticsResult spilled =
                run(StatisticsSpec.builder(data).memoryBytes(1).build());
        assertThat(inMemory.spilledBytes()).isZero();
        assertThat(spilled.spilledBytes()).isPositive();
        assertThat(spilled.columns()).isEqualTo(inMemory.columns());
    }

    @Test
    void theOrderOfRowsChangesNoMomentInTwelveDigits() {
        List<Double> values = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            values.add(1e6 + Math.exp(3 * random.nextGaussian()));
        }
        NumberStatistics first = numbers(Rows.of(ColumnType.DOUBLE, values));
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(values, new Random(round));
            NumberStatistics other = numbers(Rows.of(ColumnType.DOUBLE, values));
            assertThat(other.sum()).isEqualTo(first.sum());
            assertThat(other.mean()).isEqualTo(first.mean());
            assertClose(other.variance().orElseThrow(), first.variance().orElseThrow());
            assertClose(other.skewness().orElseThrow(), first.skewness().orElseThrow());
            assertClose(other.kurtosis().orElseThrow(), first.kurtosis().orElseThrow());
            assertThat(other.percentiles()).isEqualTo(first.percentiles());
        }
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * 1e-12));
    }

    @Test
    void csvIsReadAndItsProgressEnds(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("strikes.csv"), "operator,speed\nA,100\nB,\nA,140\n");
        StatisticsResult result = run(StatisticsSpec.of(Dataset.csv(file)));
        assertThat(result.source()).isEqualTo("strikes.csv");
        assertThat(result.rows()).isEqualTo(3);
        assertThat(result.column("speed").orElseThrow().numbers().orElseThrow().mean())
                .isEqualTo(120);
        assertThat(result.column("speed").orElseThrow().nulls()).isEqualTo(1);
    }

    @Test
    void specAndResultTravelAsJson() {
        JacksonPayloadCodec codec = new JacksonPayloadCodec();
        StatisticsSpec spec = StatisticsSpec.builder(Rows.of(ColumnType.DOUBLE, 1.5, 2.5, Double.NaN))
                .columns("x")
                .groupBy("x")
                .percentiles(10, 90)
                .top(3)
                .build();
        assertThat(codec.decode(codec.encode(spec, 1), StatisticsSpec.class)).isEqualTo(spec);
        StatisticsResult result = run(spec);
        assertThat(codec.decode(codec.encode(result, 1), StatisticsResult.class))
                .isEqualTo(result);
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> StatisticsSpec.builder(Dataset.previous())
                        .percentiles(101)
                        .build())
                .hasMessage("a percentile is 101.0, allowed is 0 to 100");
        assertThatThrownBy(() ->
                        StatisticsSpec.builder(Dataset.previous()).bins(-1).build())
                .hasMessage("bins is -1, allowed is 1 to 1000");
    }
}
