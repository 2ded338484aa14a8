package io.github.steadwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a call waits for company. */
final class PaceTest {

    private static final int MOST = 100;
    private static final Duration CALL = Duration.ofNanos(50_000);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Pace pace = new Pace(now::get);

    @Test
    void theFirstCallWaitsForNothing() {
        assertThat(pace.left()).isZero();
    }

    @Test
    void whatComesAloneWaitsForNothing() {
        call(1, CALL);

        assertThat(pace.left()).isZero();
    }

    @Test
    void anEmptyCallAndAFullOneWaitForNothing() {
        call(0, CALL);
        assertThat(pace.left()).isZero();

        call(MOST, CALL);
        assertThat(pace.left()).isZero();
    }

    @Test
    void aTrickleLeavesFourFifthsOfTheTime() {
        call(2, CALL);

        assertThat(pace.left()).isEqualTo(4 * CALL.toNanos());
        now.addAndGet(4 * CALL.toNanos());
        assertThat(pace.left()).isZero();
    }

    @Test
    void nobodyWaitsForMoreThanFiveMilliseconds() {
        call(2, Duration.ofSeconds(3));

        assertThat(pace.left()).isEqualTo(Duration.ofMillis(5).toNanos());
    }

    private void call(int brought, Duration time) {
        pace.begin();
        now.addAndGet(time.toNanos());
        pace.end(brought, MOST);
    }
}
