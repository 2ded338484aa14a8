package io.github.steadwork.jobs.analysis.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.jobs.analysis.numbers.CoMoments;
import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Partial results that are merged say what one collector would have said. */
class ColumnCollectorTest {

    private static ColumnStatistics merged(ColumnType type, List<?> values, int parts) throws Exception {
        StatisticsSpec spec =
                StatisticsSpec.builder(Dataset.previous()).distinctLimit(500).build();
        try (KeyStore store = new KeyStore(1 << 16)) {
            List<ColumnCollector> collectors = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                collectors.add(ColumnCollector.of(Column.of("x", type), spec, store));
            }
            for (int i = 0; i < values.size(); i++) {
                collectors.get(i % parts).add(values.get(i));
            }
            ColumnCollector first = collectors.get(0);
            collectors.subList(1, parts).forEach(first::merge);
            return first.result(false);
        }
    }

    @Test
    void numbers() throws Exception {
        List<BigDecimal> values = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            values.add(BigDecimal.valueOf(1_000_000_000L + random.nextInt(1_000), 1));
        }
        ColumnStatistics one = merged(ColumnType.DECIMAL, values, 1);
        ColumnStatistics many = merged(ColumnType.DECIMAL, values, 7);
        NumberStatistics a = one.numbers().orElseThrow();
        NumberStatistics b = many.numbers().orElseThrow();
        assertThat(b.mean()).isCloseTo(a.mean(), within(1e-7));
        assertThat(b.variance().orElseThrow()).isCloseTo(a.variance().orElseThrow(), within(1e-8));
        assertThat(b.skewness().orElseThrow()).isCloseTo(a.skewness().orElseThrow(), within(1e-10));
        assertThat(b.kurtosis().orElseThrow()).isCloseTo(a.kurtosis().orElseThrow(), within(1e-10));
        assertThat(b.percentiles()).isEqualTo(a.percentiles());
        assertThat(many.distinct()).isEqualTo(one.distinct());
        assertThat(many.top()).isEqualTo(one.top());
        assertThat(many.histogram()).isEqualTo(one.histogram());
    }

    @Test
    void text() throws Exception {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            values.add("v" + i % 37);
        }
        assertThat(merged(ColumnType.STRING, values, 5)).isEqualTo(merged(ColumnType.STRING, values, 1));
    }

    @Test
    void textBeyondTheLimit() throws Exception {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            values.add("v" + i);
        }
        ColumnStatistics one = merged(ColumnType.STRING, values, 1);
        assertThat(one.distinctExact()).isFalse();
        assertThat(merged(ColumnType.STRING, values, 5)).isEqualTo(one);
        assertThat(merged(ColumnType.STRING, values, 2)).isEqualTo(one);
    }

    @Test
    void pairs() {
        CoMoments one = new CoMoments();
        CoMoments left = new CoMoments();
        CoMoments right = new CoMoments();
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            double x = random.nextGaussian();
            double y = x + random.nextGaussian();
            one.add(x, y);
            (i < 300 ? left : right).add(x, y);
        }
        left.merge(right);
        left.merge(new CoMoments());
        assertThat(left.count()).isEqualTo(1_000);
        assertThat(left.pearson().orElseThrow()).isCloseTo(one.pearson().orElseThrow(), within(1e-12));
        assertThat(one.pearson().orElseThrow()).isBetween(0.6, 0.8);
    }
}
