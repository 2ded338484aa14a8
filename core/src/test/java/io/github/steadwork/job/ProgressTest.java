package io.github.steadwork.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private Instant now = Instant.parse("2026-11-22T05:00:00Z");
    private final ProgressMeter meter = new ProgressMeter(() -> now);

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void nothingIsKnownAtTheBeginning() {
        assertThat(meter.snapshot()).isEqualTo(Progress.NONE);
        assertThat(Progress.NONE.percent()).isEmpty();
        assertThat(Progress.NONE.rate()).isZero();
        assertThat(Progress.NONE.eta()).isEmpty();
    }

    @Test
    void percentRateAndTimeLeftFollowFromWhatIsDone() {
        meter.operation("reading").total(200);
        meter.advance(49);
        meter.advance();
        pass(Duration.ofSeconds(10));
        Progress progress = meter.snapshot();

        assertThat(progress.operation()).isEqualTo("reading");
        assertThat(progress.percent()).contains(25.0);
        assertThat(progress.rate()).isEqualTo(5.0);
        assertThat(progress.eta()).contains(Duration.ofSeconds(30));
    }

    @Test
    void moreThanTheTotalIsAllAndNothingOfNothingToo() {
        meter.total(2).advance(3);
        pass(Duration.ofSeconds(1));

        assertThat(meter.snapshot().percent()).contains(100.0);
        assertThat(meter.snapshot().eta()).contains(Duration.ZERO);
        assertThat(meter.restart("next").total(0).snapshot().percent()).contains(100.0);
    }

    @Test
    void withoutATotalThereIsARateButNoEnd() {
        meter.advance(10);
        pass(Duration.ofSeconds(2));

        assertThat(meter.snapshot().rate()).isEqualTo(5.0);
        assertThat(meter.snapshot().percent()).isEmpty();
        assertThat(meter.snapshot().eta()).isEmpty();
    }

    @Test
    void anotherPhaseCountsAnew() {
        meter.total(5).advance(5);
        pass(Duration.ofSeconds(3));
        Progress progress = meter.restart("writing").snapshot();

        assertThat(progress.done()).isZero();
        assertThat(progress.total()).isEmpty();
        assertThat(progress.operation()).isEqualTo("writing");
        assertThat(progress.elapsed()).isZero();
    }

    @Test
    void aClockThatIsPutBackMakesNoNegativeTime() {
        meter.advance();
        pass(Duration.ofHours(-1));

        assertThat(meter.snapshot().elapsed()).isZero();
        assertThat(meter.snapshot().rate()).isZero();
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> meter.total(-1)).hasMessage("total is -1, allowed is 0 or more");
        assertThatThrownBy(() -> meter.advance(-1)).hasMessage("units is -1, allowed is 0 or more");
        assertThatThrownBy(() -> new Progress("", -1, OptionalLong.empty(), Duration.ZERO))
                .hasMessage("done is -1, allowed is 0 or more");
        assertThatThrownBy(() -> new Progress("", 0, OptionalLong.of(-2), Duration.ZERO))
                .hasMessage("total is -2, allowed is 0 or more");
    }
}
