package io.github.steadwork.jobs.analysis;

import static io.github.steadwork.jobs.analysis.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.GroupStatistics;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.statistics.Trend;
import io.github.steadwork.jobs.analysis.statistics.ValueCount;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticalAnalysisJobTest {

    private final StatisticalAnalysisJob job = new StatisticalAnalysisJob();

    private StatisticsResult run(StatisticsSpec spec) {
        return Objects.requireNonNull(job.run(spec));
    }

    private ColumnStatistics column(Dataset data) {
        return run(StatisticsSpec.of(data)).columns().get(0);
    }

    private NumberStatistics numbers(Dataset data) {
        return column(data).numbers().orElseThrow();
    }

    @Test
    void aColumnOfNumbersIsDescribed() {
        ColumnStatistics column = column(Rows.of(ColumnType.LONG, 4L, 1L, null, 2L, 2L, 100L));
        assertThat(column.values()).isEqualTo(5);
        assertThat(column.nulls()).isEqualTo(1);
        assertThat(column.distinct()).isEqualTo(4);
        assertThat(column.distinctExact()).isTrue();
        assertThat(column.mode()).contains(new ValueCount("2", 2));
        assertThat(column.min()).contains("1");
        assertThat(column.median()).contains("2");
        assertThat(column.max()).contains("100");
        NumberStatistics numbers = column.numbers().orElseThrow();
        assertThat(numbers.sum()).isEqualTo(109);
        assertThat(numbers.mean()).isEqualTo(21.8);
        assertThat(numbers.q1()).isEqualTo(2);
        assertThat(numbers.q3()).isEqualTo(4);
        assertThat(numbers.outliers()).isEqualTo(new NumberStatistics.Outliers(-1, 7, 0, 1, 1, 4));
    }

    /** Two that are very far widen the standard deviation so much that neither is found by it; the median does not mind. */
    @Test
    void outliersThatHideEachOtherAreFoundByTheMedian() {
        NumberStatistics numbers = numbers(Rows.of(ColumnType.LONG, 1L, 2L, 3L, 4L, 5L, 6L, 900L, 1_000L));
        assertThat(numbers.deviating().mad()).isEqualTo(2); // the median is 4.5; 0.5 0.5 1.5 1.5 2.5 2.5 895.5 995.5
        assertThat(numbers.deviating().byDeviation()).isZero();
        assertThat(numbers.deviating().byMedian()).isEqualTo(2);
    }

    @Test
    void aNumberThatLiesFarByStandardDeviationsIsCounted() {
        Long[] many = new Long[100];
        Arrays.setAll(many, i -> i == 0 ? 1_000L : i % 5);
        NumberStatistics numbers = numbers(Rows.of(ColumnType.LONG, (Object[]) many));
        assertThat(numbers.deviating().byDeviation()).isEqualTo(1);
        assertThat(numbers.deviating().mad()).isEqualTo(1);
    }

    @Test
    void equalNumbersDoNotDeviate() {
        assertThat(numbers(Rows.of(ColumnType.DOUBLE, 7.0, 7.0, 7.0, 9.0)).deviating())
                .isEqualTo(new NumberStatistics.Deviating(0, 0, 0));
    }

    /** Type 7, as R's default and NumPy's: of 1, 2, 3, 4 the 25th percentile is 1.75. */
    @Test
    void percentilesLieBetweenNeighbours() {
        Dataset data = Rows.of(ColumnType.LONG, 3L, 1L, 4L, 2L);
        StatisticsResult result =
                run(StatisticsSpec.builder(data).percentiles(0, 25, 50, 90, 100).build());
        assertThat(result.columns().get(0).numbers().orElseThrow().percentiles())
                .extracting(NumberStatistics.Percentile::value)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
                .containsExactly(1.0, 1.75, 2.5, 3.7, 4.0);
        assertThat(result.columns().get(0).median()).contains("2.5");
    }

    /** G1 and G2 of 1, 2, 3, 4, 10, from their definitions by exact sums: m2 = 10, m3 = 36, m4 = 278.8. */
    @Test
    void skewnessAndKurtosisAreThoseOfSpreadsheets() {
        NumberStatistics numbers = numbers(Rows.of(ColumnType.LONG, 1L, 2L, 3L, 4L, 10L));
        double g1 = 36 / Math.pow(10, 1.5);
        double g2 = 278.8 / 100 - 3;
        assertThat(numbers.skewness().orElseThrow()).isCloseTo(g1 * Math.sqrt(20) / 3, within(1e-12));
        assertThat(numbers.kurtosis().orElseThrow()).isCloseTo(4 / 6.0 * (6 * g2 + 6), within(1e-12));
    }

    @Test
    void aSingleNumberHasNoSpread() {
        NumberStatistics numbers = numbers(Rows.of(ColumnType.DOUBLE, 5.5));
        assertThat(numbers.mean()).isEqualTo(5.5);
        assertThat(numbers.variance()).isEmpty();
        assertThat(numbers.skewness()).isEmpty();
        assertThat(numbers.kurtosis()).isEmpty();
        assertThat(numbers.median()).isEqualTo(5.5);
    }

    @Test
    void equalNumbersHaveNoSkewness() {
        NumberStatistics numbers = numbers(Rows.of(ColumnType.DOUBLE, 7.0, 7.0, 7.0, 7.0));
        assertThat(numbers.variance()).contains(0.0);
        assertThat(numbers.skewness()).isEmpty();
        assertThat(numbers.kurtosis()).isEmpty();
    }

    @Test
    void allNullsAreCountedAndNothingElseIsSaid() {
        ColumnStatistics column = column(Rows.of(ColumnType.LONG, null, null));
        assertThat(column.nulls()).isEqualTo(2);
        assertThat(column.values()).isZero();
        assertThat(column.numbers()).isEmpty();
        assertThat(column.min()).isEmpty();
        assertThat(column.histogram().counts()).isEmpty();
    }

    @Test
    void noRowsAreNoError() {
        StatisticsResult result = run(
                StatisticsSpec.builder(Rows.of(ColumnType.STRING)).groupBy("x").build());
        assertThat(result.rows()).isZero();
        assertThat(result.columns().get(0).distinct()).isZero();
        assertThat(result.groups()).isEmpty();
    }

    @Test
    void notANumberAndInfinitiesAreCountedAndLeftOut() {
        Dataset data = Rows.of(
                ColumnType.DOUBLE, 1.0, Double.NaN, 3.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0);
        ColumnStatistics column = column(data);
        assertThat(column.values()).isEqualTo(6);
        assertThat(column.distinct()).isEqualTo(3);
        NumberStatistics numbers = column.numbers().orElseThrow();
        assertThat(numbers.nonFinite()).isEqualTo(3);
        assertThat(numbers.sum()).isEqualTo(4);
        assertThat(numbers.min()).isZero();
        assertThat(numbers.max()).isEqualTo(3);
    }

    @Test
    void onlyNotANumberIsNoNumber() {
        ColumnStatistics column = column(Rows.of(ColumnType.DOUBLE, Double.NaN));
        assertThat(column.numbers()).isEmpty();
        assertThat(column.values()).isEqualTo(1);
    }

    @Test
    void longsBeyondDoublesAreToldApart() {
        long big = 1L << 60;
        ColumnStatistics column = column(Rows.of(ColumnType.LONG, big, big + 1, big + 2, Long.MIN_VALUE));
        assertThat(column.distinct()).isEqualTo(4);
        assertThat(column.max()).contains(Long.toString(big + 2));
        assertThat(column.min()).contains(Long.toString(Long.MIN_VALUE));
    }

    @Test
    void textIsCountedAndItsMostFrequentValuesAreNamed() {
        ColumnStatistics column = column(Rows.of(ColumnType.STRING, "b", "a", "b", "c", "a", ""));
        assertThat(column.distinct()).isEqualTo(4);
        assertThat(column.top())
                .containsExactly(
                        new ValueCount("a", 2), new ValueCount("b", 2), new ValueCount("", 1), new ValueCount("c", 1));
        assertThat(column.min()).contains("");
        assertThat(column.max()).contains("c");
    }

    @Test
    void tooManyDifferentTextsAreMoreThanTheLimitInAnyOrder() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            texts.add("value " + i % 50);
        }
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(texts, new Random(round));
            ColumnStatistics column = run(StatisticsSpec.builder(Rows.of(ColumnType.STRING, texts))
                            .distinctLimit(20)
                            .build())
                    .columns()
                    .get(0);
            assertThat(column.distinct()).isEqualTo(20);
            assertThat(column.distinctExact()).isFalse();
            assertThat(column.top()).isEmpty();
            assertThat(column.min()).contains("value 0");
            assertThat(column.max()).contains("value 9");
        }
    }

    @Test
    void booleansAndTimesAreDescribed() {
        assertThat(column(Rows.of(ColumnType.BOOLEAN, true, false, true)).mode())
                .contains(new ValueCount("true", 2));
        LocalDate day = LocalDate.of(2026, 1, 31);
        ColumnStatistics dates = column(Rows.of(ColumnType.DATE, day, day.plusDays(1), day.minusDays(1)));
        assertThat(dates.median()).contains("2026-01-31");
        assertThat(dates.numbers()).isEmpty();
        Instant instant = Instant.parse("1969-12-31T23:59:59.5Z");
        assertThat(column(Rows.of(ColumnType.INSTANT, instant)).min()).contains("1969-12-31T23:59:59.500Z");
        LocalDateTime time = LocalDateTime.parse("2026-01-31T10:11:12");
        assertThat(column(Rows.of(ColumnType.LOCAL_DATE_TIME, time)).max()).contains("2026-01-31T10:11:12");
    }

    @Test
    void histogramsHaveRoundEdgesAndCountEveryNumber() {
        List<Long> values = new ArrayList<>();
        for (long i = 3; i <= 97; i++) {
            values.add(i);
        }
        var histogram = run(StatisticsSpec.builder(Rows.of(ColumnType.LONG, values))
                        .bins(10)
                        .build())
                .columns()
                .get(0)
                .histogram();
        assertThat(histogram.edges()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0);
        assertThat(histogram.counts()).containsExactly(7L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 8L);
    }

    @Test
    void aHistogramCutsOffWhatLiesFarAwayAndCountsIt() {
        List<Double> values = new ArrayList<>(Collections.nCopies(1, 1e9));
        for (int i = 0; i < 1_000; i++) {
            values.add(i / 10.0);
        }
        var histogram = column(Rows.of(ColumnType.DOUBLE, values)).histogram();
        assertThat(histogram.edges().get(histogram.edges().size() - 1)).isLessThanOrEqualTo(100);
        assertThat(histogram.above()).isPositive();
        long inBins = histogram.counts().stream().mapToLong(Long::longValue).sum();
        assertThat(inBins + histogram.above() + histogram.below()).isEqualTo(1_001);
    }

    @Test
    void columnsOfNumbersAreCorrelatedWhereBothAreThere() {
        Schema schema = Schema.of(
                Column.of("a", ColumnType.LONG),
                Column.of("b", ColumnType.DOUBLE),
                Column.of("c", ColumnType.LONG),
                Column.of("name", ColumnType.STRING));
        Dataset data = Rows.of(
                schema, row(1L, -2.0, 7L, "p"), row(2L, -4.0, 7L, "q"), row(3L, null, 7L, "r"), row(4L, -8.0, 7L, "s"));
        StatisticsResult result = run(StatisticsSpec.of(data));
        assertThat(result.correlations()).hasSize(3);
        var first = result.correlations().get(0);
        assertThat(first.x()).isEqualTo("a");
        assertThat(first.y()).isEqualTo("b");
        assertThat(first.rows()).isEqualTo(3);
        assertThat(first.pearson().orElseThrow()).isCloseTo(-1, within(1e-15));
        assertThat(result.correlations().get(1).pearson()).isEmpty();
    }

    @Test
    void groupsAreDescribedTheLargestFirst() {
        Schema schema = Schema.of(Column.of("g", ColumnType.STRING), Column.of("v", ColumnType.LONG));
        Dataset data = Rows.of(schema, row("a", 1L), row("b", 10L), row("b", 20L), row(null, 5L));
        List<GroupStatistics> groups =
                run(StatisticsSpec.builder(data).groupBy("g").build()).groups();
        assertThat(groups).extracting(GroupStatistics::rows).containsExactly(2L, 1L, 1L);
        assertThat(groups.get(0).key()).containsExactly("b");
        assertThat(groups.get(0).columns().get(0).numbers().orElseThrow().median())
                .isEqualTo(15);
        assertThat(groups).anySatisfy(group -> assertThat(group.key()).containsExactly((String) null));
    }

    @Test
    void tooManyGroupsAreRefusedWithWhatToDo() {
        StatisticsSpec spec = StatisticsSpec.builder(Rows.of(ColumnType.LONG, 1L, 2L, 3L))
                .groupBy("x")
                .maxGroups(2)
                .build();
        assertThatThrownBy(() -> job.run(spec))
                .isInstanceOf(JobFailedException.class)
                .hasRootCauseMessage("grouping by [x] gives more than 2 groups; raise maxGroups, or use an aggregate"
                        + " job, which has no such limit");
    }

    @Test
    void aTrendHasAPointForEachPeriodAlsoTheEmptyOnes() {
        Schema schema = Schema.of(Column.of("day", ColumnType.DATE), Column.of("v", ColumnType.LONG));
        Dataset data = Rows.of(
                schema,
                row(LocalDate.of(2026, 1, 5), 1L),
                row(LocalDate.of(2026, 1, 31), 3L),
                row(LocalDate.of(2026, 3, 1), 9L),
                row(null, 100L));
        Trend trend = run(StatisticsSpec.builder(data)
                        .trend("day", Period.MONTH)
                        .build())
                .trend()
                .orElseThrow();
        assertThat(trend.points())
                .containsExactly(
                        new Trend.Point(LocalDate.of(2026, 1, 1), 2, Map.of("v", 2.0)),
                        new Trend.Point(LocalDate.of(2026, 2, 1), 0, Map.of()),
                        new Trend.Point(LocalDate.of(2026, 3, 1), 1, Map.of("v", 9.0)));
        assertThat(trend.undated()).isEqualTo(1);
        assertThat(trend.slope()).contains(-0.5);
    }

    @Test
    void aTrendOverTextIsRefused() {
        StatisticsSpec spec = StatisticsSpec.builder(Rows.of(ColumnType.STRING, "2026"))
                .trend("x", Period.YEAR)
                .build();
        assertThatThrownBy(() -> job.run(spec))
                .hasRootCauseMessage(
                        "the trend is over column 'x', which is a STRING; allowed is a DATE, INSTANT or LOCAL_DATE_TIME:"
                                + " convert it before");
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
