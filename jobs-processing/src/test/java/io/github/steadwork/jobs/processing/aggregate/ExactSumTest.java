package io.github.steadwork.jobs.processing.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExactSumTest {

    private static ExactSum sum(List<? extends Number> numbers) {
        ExactSum sum = new ExactSum();
        numbers.forEach(sum::add);
        return sum;
    }

    @Test
    void whatCancelsOutLeavesNoError() {
        assertThat(sum(List.of(1e16, 1.0, -1e16)).toDouble()).isEqualTo(1.0);
        assertThat(sum(List.of(0.1, 0.2, 0.3, -0.6)).toDouble()).isEqualTo(2.7755575615628914e-17);
        assertThat(sum(Collections.nCopies(10, 0.1)).toDouble()).isEqualTo(1.0);
    }

    @Test
    void aSumThatLeavesTheRangeOnTheWayComesBack() {
        double max = Double.MAX_VALUE;
        assertThat(sum(List.of(max, max, -max)).toDouble()).isEqualTo(max);
        assertThat(sum(List.of(max, max)).toDouble()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void whatIsNotFiniteStaysSo() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(sum(List.of(1.0, infinity)).toDouble()).isEqualTo(infinity);
        assertThat(sum(List.of(infinity, -infinity)).toDouble()).isNaN();
        assertThat(sum(List.of(Double.NaN, 1.0)).toDouble()).isNaN();
    }

    @Test
    void halfAUnitIsRoundedByWhatComesAfterIt() {
        double unit = Math.ulp(1.0);
        assertThat(sum(List.of(1.0, unit / 2)).toDouble()).isEqualTo(1.0);
        assertThat(sum(List.of(1.0, unit / 2, Double.MIN_VALUE)).toDouble()).isEqualTo(1.0 + unit);
        assertThat(sum(List.of(1.0 + unit, unit / 2, -Double.MIN_VALUE)).toDouble())
                .isEqualTo(1.0 + unit);
        assertThat(sum(List.of(1.0 + unit, unit / 2)).toDouble()).isEqualTo(1.0 + 2 * unit);
    }

    /** Beside the sum as a decimal, which has no rounding error either. */
    @RepeatedTest(20)
    void anySplitInAnyOrderGivesTheCorrectlyRoundedSum(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Double> numbers = new ArrayList<>();
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i < 500; i++) {
            double number = (random.nextDouble() - 0.5) * Math.pow(2, random.nextInt(200) - 100);
            numbers.add(number);
            exact = exact.add(new BigDecimal(number));
        }
        Collections.shuffle(numbers, random);
        ExactSum left = sum(numbers.subList(0, 200));
        ExactSum right = new ExactSum();
        right.restore(sum(numbers.subList(200, 500)).snapshot());
        left.merge(right);
        assertThat(left.toDouble()).isEqualTo(exact.doubleValue());
        assertThat(left.toDecimal()).isEqualByComparingTo(exact);
    }
}
