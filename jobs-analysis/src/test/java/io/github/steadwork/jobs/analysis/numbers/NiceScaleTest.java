package io.github.steadwork.jobs.analysis.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NiceScaleTest {

    @Test
    void ticksAreRoundNumbersWithoutNoise() {
        assertThat(NiceScale.of(0, 1, 5, 0).values()).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(NiceScale.of(-7, 93, 5, 0).values()).containsExactly(-20.0, 0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(NiceScale.of(3, 5, 10, 1).values()).containsExactly(3.0, 4.0, 5.0);
    }

    @Test
    void theyEncloseAnyRange() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            double a = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            double b = i % 10 == 0 ? a : a + random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
            NiceScale scale = NiceScale.of(a, b, 1 + random.nextInt(20), 0);
            double slack = scale.step() * 1e-6 + 2 * Math.ulp(b);
            assertThat(scale.low()).isLessThanOrEqualTo(a + slack);
            assertThat(scale.high()).isGreaterThanOrEqualTo(b - slack);
            assertThat(scale.step()).isPositive();
        }
    }

    @Test
    void numbersAreShownAsPeopleReadThem() {
        assertThat(Digits.grouped(1234567.0)).isEqualTo("1,234,567");
        assertThat(Digits.grouped(-1234.567)).isEqualTo("-1,234.57");
        assertThat(Digits.grouped(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Digits.grouped("-1234567.50")).isEqualTo("-1,234,567.50");
        assertThat(Digits.grouped(1e20)).isEqualTo("1E20");
        assertThat(Digits.grouped(Double.NEGATIVE_INFINITY)).isEqualTo("-∞");
        assertThat(Digits.brief(1_234_567)).isEqualTo("1.23M");
        assertThat(Digits.brief(999_999)).isEqualTo("1M");
        assertThat(Digits.onAxis(2_500_000, 500_000, 5_000_000)).isEqualTo("2.5M");
        assertThat(Digits.onAxis(1_500, 500, 2_000)).isEqualTo("1,500");
        assertThat(Digits.onAxis(0.15, 0.05, 0.3)).isEqualTo("0.15");
    }
}
