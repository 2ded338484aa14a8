package io.github.steadwork.jobs.analysis;

import static io.github.steadwork.jobs.analysis.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.jobs.analysis.statistics.Correlation;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Schema XYZ = Schema.of(
            Column.of("x", ColumnType.LONG), Column.of("y", ColumnType.DOUBLE), Column.of("z", ColumnType.DECIMAL));

    private static StatisticsResult run(StatisticsSpec spec) {
        return Objects.requireNonNull(new StatisticalAnalysisJob().run(spec));
    }

    @Test
    void whatAlwaysGrowsTogetherHasARankCorrelationOfOne() {
        Schema schema = Schema.of(Column.of("x", ColumnType.LONG), Column.of("y", ColumnType.DOUBLE));
        Dataset data = Rows.of(schema, row(1L, 1.0), row(2L, 10.0), row(3L, 100.0), row(4L, 1e6), row(null, 7.0));
        Correlation pair = run(StatisticsSpec.builder(data).spearman().build())
                .correlations()
                .get(0);
        assertThat(pair.rows()).isEqualTo(4);
        assertThat(pair.spearman().orElseThrow()).isCloseTo(1, within(1e-15));
        assertThat(pair.pearson().orElseThrow()).isLessThan(0.8);
    }

    /** The intelligence and the hours of television of ten people, a textbook example: -29/165. */
    @Test
    void theTextbookExampleComesOut() {
        Schema schema = Schema.of(Column.of("iq", ColumnType.LONG), Column.of("hours", ColumnType.LONG));
        Dataset data = Rows.of(
                schema,
                row(106L, 7L),
                row(100L, 27L),
                row(86L, 2L),
                row(101L, 50L),
                row(99L, 28L),
                row(103L, 29L),
                row(97L, 20L),
                row(113L, 12L),
                row(112L, 6L),
                row(110L, 17L));
        Correlation pair = run(StatisticsSpec.builder(data).spearman().build())
                .correlations()
                .get(0);
        assertThat(pair.spearman().orElseThrow()).isCloseTo(-29 / 165.0, within(1e-15));
    }

    @Test
    void withoutBeingAskedForItIsNotThere() {
        Schema schema = Schema.of(Column.of("x", ColumnType.LONG), Column.of("y", ColumnType.LONG));
        Dataset data = Rows.of(schema, row(1L, 2L), row(2L, 3L));
        assertThat(run(StatisticsSpec.of(data)).correlations().get(0).spearman())
                .isEmpty();
    }

    @Test
    void aColumnThatDoesNotVaryHasNoRankCorrelation() {
        Schema schema = Schema.of(Column.of("x", ColumnType.LONG), Column.of("y", ColumnType.LONG));
        Dataset data = Rows.of(schema, row(1L, 2L), row(2L, 2L));
        assertThat(run(StatisticsSpec.builder(data).spearman().build())
                        .correlations()
                        .get(0)
                        .spearman())
                .isEmpty();
    }

    @Test
    void tiesAndMissingNumbersAgreeWithTheDefinition() {
        @Nullable Object[][] rows = random(500, 20);
        assertAgrees(
                rows, run(StatisticsSpec.builder(Rows.of(XYZ, rows)).spearman().build()));
    }

    @Test
    void moreNumbersThanMemoryGiveTheSame() {
        @Nullable Object[][] rows = random(9_000, 1_000);
        StatisticsResult large =
                run(StatisticsSpec.builder(Rows.of(XYZ, rows)).spearman().build());
        StatisticsResult small = run(StatisticsSpec.builder(Rows.of(XYZ, rows))
                .spearman()
                .memoryBytes(1)
                .build());
        assertThat(small.spilledBytes()).isGreaterThan(large.spilledBytes());
        for (int i = 0; i < large.correlations().size(); i++) {
            assertThat(small.correlations().get(i).spearman().orElseThrow())
                    .isCloseTo(large.correlations().get(i).spearman().orElseThrow(), within(1e-12));
        }
    }

    /** Few different numbers, so that many are equal; some are missing, and some doubles are none. */
    private static @Nullable Object[][] random(int count, int different) {
        Random random = new Random(7);
        @Nullable Object[][] rows = new Object[count][];
        for (int i = 0; i < count; i++) {
            long x = random.nextInt(different);
            double y = random.nextInt(10) == 0 ? Double.NaN : x + random.nextInt(different);
            rows[i] = row(
                    random.nextInt(5) == 0 ? null : x,
                    y,
                    random.nextInt(7) == 0
                            ? null
                            : BigDecimal.valueOf(random.nextInt(different) - (Double.isNaN(y) ? 0 : (long) y), 1));
        }
        return rows;
    }

    private static void assertAgrees(@Nullable Object[][] rows, StatisticsResult result) {
        for (Correlation pair : result.correlations()) {
            int x = XYZ.index(pair.x());
            int y = XYZ.index(pair.y());
            List<double[]> both = IntStream.range(0, rows.length)
                    .mapToObj(i -> new double[] {number(rows[i][x]), number(rows[i][y])})
                    .filter(numbers -> Double.isFinite(numbers[0]) && Double.isFinite(numbers[1]))
                    .toList();
            assertThat(pair.rows()).isEqualTo(both.size());
            double expected = pearson(ranks(both, 0), ranks(both, 1));
            assertThat(pair.spearman().orElseThrow()).isCloseTo(expected, within(1e-12));
        }
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double[] ranks(List<double[]> pairs, int which) {
        return pairs.stream()
                .mapToDouble(pair -> {
                    double own = pair[which];
                    long less =
                            pairs.stream().filter(other -> other[which] < own).count();
                    long equal =
                            pairs.stream().filter(other -> other[which] == own).count();
                    return less + (equal + 1) / 2.0;
                })
                .toArray();
    }

    private static double pearson(double[] x, double[] y) {
        double middle = (x.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
