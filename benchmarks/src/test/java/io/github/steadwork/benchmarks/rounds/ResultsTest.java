package io.github.steadwork.benchmarks.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void aRatioIsOfMediansAndMoreIsBetter() {
        Results results = new Results();
        results.add("ours", rate(10));
        results.add("ours", rate(30));
        results.add("theirs", rate(5));
        assertThat(results.ratio(Figure.RATE, "ours", "theirs")).isEqualTo(4);
    }

    @Test
    void forALatencyLessIsBetter() {
        Results results = new Results();
        results.add("ours", new Sample(Map.of(Figure.P99, 2.0)));
        results.add("theirs", new Sample(Map.of(Figure.P99, 8.0)));
        assertThat(results.ratio(Figure.P99, "ours", "theirs")).isEqualTo(4);
    }

    @Test
    void whoHasFailedHasNoRatio() {
        assertThat(new Results().ratio(Figure.RATE, "ours", "theirs")).isNaN();
    }

    private static Sample rate(double rate) {
        return new Sample(Map.of(Figure.RATE, rate));
    }
}
