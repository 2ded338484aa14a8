package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All nine univariate sets of NIST, against what is certified of them: mean, deviation, autocorrelation at lag 1. */
class NistReferenceTest {

    private static final double TEN_DIGITS = 1e-10;
    private static final MathContext DIGITS = new MathContext(60);

    private record Certified(String name, List<BigDecimal> data, double mean, double deviation, double lag1) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Certified> sets() {
        return Stream.of(
                new Certified("Lew", NistData.lew(), -177.435, 277.332168044316, -0.307304800605679),
                new Certified("Lottery", NistData.lottery(), 518.958715596330, 291.699727470969, -0.120948622967393),
                new Certified("Mavro", NistData.mavro(), 2.001856, 0.000429123454003053, 0.937989183438248),
                new Certified("Michelso", NistData.michelso(), 299.8524, 0.0790105478190518, 0.535199668621283),
                new Certified("PiDigits", NistData.piDigits(), 4.5348, 2.86733906028871, -0.00355099287237972),
                new Certified("NumAcc1", NistData.numAcc1(), 10000002, 1, -0.5),
                new Certified("NumAcc2", NistData.numAcc2(), 1.2, 0.1, -0.999),
                new Certified("NumAcc3", NistData.numAcc3(), 1000000.2, 0.1, -0.999),
                new Certified("NumAcc4", NistData.numAcc4(), 10000000.2, 0.1, -0.999));
    }

    private static NumberStatistics analyse(Dataset data) {
        return Objects.requireNonNull(new StatisticalAnalysisJob().run(StatisticsSpec.of(data)))
                .columns()
                .get(0)
                .numbers()
                .orElseThrow();
    }

    private static void assertClose(double actual, double expected, double share) {
        assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * share));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void theCertifiedValuesAreFoundToTenDigits(Certified set) {
        NumberStatistics numbers = analyse(Rows.of(ColumnType.DECIMAL, set.data()));
        assertClose(numbers.mean(), set.mean(), TEN_DIGITS);
        assertClose(numbers.deviation().orElseThrow(), set.deviation(), TEN_DIGITS);
        assertClose(numbers.autocorrelation().orElseThrow(), set.lag1(), TEN_DIGITS);
    }

    /** Of doubles only where they carry so many digits: what NumAcc3 and NumAcc4 differ by is rounded before it is read. */
    @ParameterizedTest
    @MethodSource("sets")
    void doublesAreAsGoodAsTheirData(Certified set) {
        List<Double> doubles = set.data().stream().map(BigDecimal::doubleValue).toList();
        NumberStatistics numbers = analyse(Rows.of(ColumnType.DOUBLE, doubles));
        double digits = set.mean() / set.deviation() > 1e6 && set.deviation() < 1 ? 1e-7 : TEN_DIGITS;
        assertClose(numbers.mean(), set.mean(), TEN_DIGITS);
        assertClose(numbers.deviation().orElseThrow(), set.deviation(), digits);
        assertClose(numbers.autocorrelation().orElseThrow(), set.lag1(), digits);
    }

    /** The data above are those that were certified: exact arithmetic gives all 15 digits. */
    @ParameterizedTest
    @MethodSource("sets")
    void theDataAreThoseOfNist(Certified set) {
        BigDecimal n = BigDecimal.valueOf(set.data().size());
        BigDecimal mean =
                set.data().stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(n, DIGITS);
        BigDecimal squares = BigDecimal.ZERO;
        BigDecimal products = BigDecimal.ZERO;
        BigDecimal before = BigDecimal.ZERO;
        for (BigDecimal x : set.data()) {
            BigDecimal d = x.subtract(mean);
            squares = squares.add(d.multiply(d));
            products = products.add(before.multiply(d));
            before = d;
        }
        BigDecimal variance = squares.divide(n.subtract(BigDecimal.ONE), DIGITS);
        assertClose(mean.doubleValue(), set.mean(), 5e-15);
        assertClose(variance.sqrt(DIGITS).doubleValue(), set.deviation(), 5e-15);
        assertClose(products.divide(squares, DIGITS).doubleValue(), set.lag1(), 5e-15);
    }

    @Test
    void thereAreAsManyDataAsNistHas() {
        assertThat(sets().map(set -> set.data().size()))
                .containsExactly(200, 218, 50, 100, 5_000, 3, 1_001, 1_001, 1_001);
    }
}
