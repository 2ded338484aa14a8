package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.statistics.ValueCount;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said of one column. */
class ColumnStatisticsTest extends AnalysedRows {

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
}
