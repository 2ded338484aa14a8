package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The univariate sets of the Statistical Reference Datasets of NIST (itl.nist.gov/div898/strd) whose data can be generated,
 * or are in many textbooks, against their certified values.
 */
class NistReferenceTest {

    private static final double TEN_DIGITS = 1e-10;

    private static NumberStatistics analyse(Dataset data) {
        return Objects.requireNonNull(new StatisticalAnalysisJob().run(StatisticsSpec.of(data)))
                .columns()
                .get(0)
                .numbers()
                .orElseThrow();
    }

    private static void assertCertified(Dataset data, double mean, double deviation) {
        NumberStatistics numbers = analyse(data);
        assertThat(numbers.mean()).isCloseTo(mean, within(mean * TEN_DIGITS));
        assertThat(numbers.deviation().orElseThrow()).isCloseTo(deviation, within(deviation * TEN_DIGITS));
    }

    @Test
    void numAcc1() {
        assertCertified(Rows.of(ColumnType.LONG, 10000001L, 10000003L, 10000002L), 10000002, 1);
    }

    @Test
    void numAcc2() {
        assertCertified(Rows.of(ColumnType.DECIMAL, alternating("1.2", "1.1", "1.3")), 1.2, 0.1);
        assertCertified(Rows.of(ColumnType.DOUBLE, doubles(alternating("1.2", "1.1", "1.3"))), 1.2, 0.1);
    }

    @Test
    void numAcc3() {
        List<BigDecimal> data = alternating("1000000.2", "1000000.1", "1000000.3");
        assertCertified(Rows.of(ColumnType.DECIMAL, data), 1000000.2, 0.1);
    }

    @Test
    void numAcc4() {
        List<BigDecimal> data = alternating("10000000.2", "10000000.1", "10000000.3");
        assertCertified(Rows.of(ColumnType.DECIMAL, data), 10000000.2, 0.1);
    }

    /** As doubles the data themselves are only right to 8 digits of what they differ by: no program can do better. */
    @Test
    void numAcc4AsDoublesIsAsGoodAsItsData() {
        List<Double> data = doubles(alternating("10000000.2", "10000000.1", "10000000.3"));
        NumberStatistics numbers = analyse(Rows.of(ColumnType.DOUBLE, data));
        assertThat(numbers.mean()).isCloseTo(10000000.2, within(1e-3 * TEN_DIGITS * 10000000.2));
        assertThat(numbers.deviation().orElseThrow()).isCloseTo(0.1, within(1e-8));
    }

    /** The velocity of light, 100 measurements by Michelson in 1879; certified 299.8524 and 0.0790105478190518. */
    @Test
    void michelso() {
        List<Double> data = new ArrayList<>();
        for (int thousandths : MICHELSON) {
            data.add(BigDecimal.valueOf(299_000 + thousandths, 3).doubleValue());
        }
        assertThat(data).hasSize(100);
        assertCertified(Rows.of(ColumnType.DOUBLE, data), 299.8524, 0.0790105478190518);
    }

    private static List<BigDecimal> alternating(String first, String odd, String even) {
        List<BigDecimal> data = new ArrayList<>();
        data.add(new BigDecimal(first));
        for (int i = 0; i < 500; i++) {
            data.add(new BigDecimal(odd));
            data.add(new BigDecimal(even));
        }
        return data;
    }

    private static List<Double> doubles(List<BigDecimal> data) {
        return data.stream().map(BigDecimal::doubleValue).toList();
    }

    private static final int[] MICHELSON = {
        850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960, 960,
        940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800, 790, 760, 800, 880, 880, 880,
        860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850, 840, 840, 840, 890, 810, 810, 820, 800,
        770, 760, 740, 750, 760, 910, 920, 890, 860, 880, 720, 840, 850, 850, 780, 890, 840, 780, 810, 760, 810, 790,
        810, 820, 850, 870, 870, 810, 740, 810, 940, 950, 800, 810, 870
    };
}
