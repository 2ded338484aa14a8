package io.github.steadwork.monitor;

import static io.github.steadwork.monitor.Events.SECOND;
import static io.github.steadwork.monitor.Events.job;
import static io.github.steadwork.monitor.Events.started;
import static io.github.steadwork.monitor.Events.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatisticsTest {

    private static final Duration TICK = Duration.ofMillis(1);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final JobMonitor monitor = new JobMonitor(clock);

    private void succeed(Duration ran) {
        monitor.on(succeeded(job("import", clock.instant()), ran));
    }

    private WindowStatistics in(Window window) {
        return monitor.snapshot().all().in(window);
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void aWindowShowsItsLengthShortOfAStepAndNoMore(Window window) {
        succeed(SECOND);
        clock.advance(window.length().minus(window.step()));
        assertThat(in(window).counts().succeeded()).isOne();
        clock.advance(window.step());
        assertThat(in(window).counts().succeeded()).isZero();
        assertThat(in(window).durations()).isEqualTo(Percentiles.NONE);
        assertThat(monitor.snapshot().all().counts().succeeded())
                .as("since the start")
                .isOne();
    }

    @Test
    void aWindowIsUsedAgainAfterItHasPassed() {
        for (int minute = 0; minute < 10; minute++) {
            succeed(SECOND);
            clock.advance(Duration.ofMinutes(1));
        }
        succeed(SECOND);

        assertThat(in(Window.LAST_MINUTE).counts().succeeded()).isOne();
        assertThat(in(Window.LAST_5_MINUTES).counts().succeeded()).isEqualTo(5);
        assertThat(in(Window.LAST_HOUR).counts().succeeded()).isEqualTo(11);
    }

    @Test
    void throughputIsThatOfTheTimeCovered() {
        for (int i = 0; i < 30; i++) {
            succeed(SECOND);
        }
        assertThat(in(Window.LAST_HOUR).throughput()).as("no time has passed").isZero();

        clock.advance(Duration.ofSeconds(10));
        assertThat(in(Window.LAST_HOUR).covered()).isEqualTo(Duration.ofSeconds(10));
        assertThat(in(Window.LAST_HOUR).throughput()).isEqualTo(3);

        assertThat(in(Window.LAST_MINUTE).throughput(Duration.ofMinutes(1))).isEqualTo(180);
        assertThat(in(Window.LAST_HOUR).throughput(Duration.ofHours(1))).isCloseTo(10_800, within(1e-6));

        clock.advance(Duration.ofHours(2));
        assertThat(in(Window.LAST_HOUR).covered()).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
        assertThat(in(Window.LAST_24_HOURS).throughput()).isCloseTo(30.0 / 7210, within(1e-12));
    }

    @Test
    void ratesAreSharesOfWhatFailedOrSucceeded() {
        assertThat(in(Window.LAST_MINUTE).counts().errorRate()).isEmpty();
        Events.oneOfEachEnd(job("import", clock.instant())).forEach(monitor::on);
        succeed(SECOND);

        EventCounts counts = in(Window.LAST_MINUTE).counts();

        assertThat(counts.errorRate()).hasValue(0.5);
        assertThat(counts.successRate()).hasValue(0.5);
        assertThat(counts.finished()).isEqualTo(4);
    }

    @Test
    void onlyAttemptsThatCameToTheirEndTellHowLongAJobTakes() {
        Events.oneOfEachEnd(job("import", clock.instant())).forEach(monitor::on);
        monitor.on(new JobEvent.Failed(job("import", clock.instant()), Duration.ZERO, Events.ERROR));

        assertThat(in(Window.LAST_MINUTE).durations().count())
                .as("succeeded, retried and failed after a start")
                .isEqualTo(3);
    }

    @Test
    void aWaitIsFromWhenAJobWasDueToItsStart() {
        monitor.on(started(job("import", clock.instant().minusMillis(750))));
        monitor.on(started(job("import", clock.instant().plusSeconds(1))));

        Percentiles waits = in(Window.LAST_MINUTE).waits();

        assertThat(waits.count()).isEqualTo(2);
        assertThat(waits.max()).isEqualTo(Duration.ofMillis(750));
        assertThat(waits.p50()).as("the one that came before its time").isEqualTo(Duration.ZERO);
    }

    @Test
    void percentilesOfShortLengthsAreWithinTheirError() {
        Random random = new Random(1);
        checkPercentiles(i -> 1 + random.nextInt(400));
    }

    @Test
    void percentilesOfSkewedLengthsAreWithinTheirError() {
        Random random = new Random(2);
        checkPercentiles(i -> 1 + (long) Math.exp(random.nextGaussian() * 3 + 12));
    }

    @Test
    void percentilesOfLengthsUpToTwelveDaysAreWithinTheirError() {
        Random random = new Random(3);
        checkPercentiles(
                i -> 1 + (long) (random.nextDouble() * Duration.ofDays(12).toNanos() / 1000));
    }

    @Test
    void everyLengthIsWithinTheErrorAndNotOnlyTheLuckyOnes() {
        for (double length = 1; length < Duration.ofDays(11).toNanos() / 1e3; length *= 1.013) {
            long micros = (long) length;
            JobMonitor fresh = new JobMonitor(clock);
            fresh.on(succeeded(job("import", clock.instant()), Duration.of(micros, ChronoUnit.MICROS)));
            fresh.on(succeeded(job("import", clock.instant()), Duration.ofDays(12)));

            assertClose(
                    fresh.snapshot().all().in(Window.LAST_MINUTE).durations().p50(), micros);
        }
    }

    private void checkPercentiles(ToLongFunction<Integer> micros) {
        long[] exact = new long[20_000];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = micros.applyAsLong(i);
            succeed(Duration.of(exact[i], ChronoUnit.MICROS));
            clock.advance(TICK);
        }
        Arrays.sort(exact);

        Percentiles found = in(Window.LAST_MINUTE).durations();

        assertThat(found.count()).isEqualTo(20_000);
        assertThat(found.max()).isEqualTo(Duration.of(exact[19_999], ChronoUnit.MICROS));
        assertThat(found.mean()).isEqualTo(Duration.of(Arrays.stream(exact).sum() / exact.length, ChronoUnit.MICROS));
        assertClose(found.p50(), exact[9_999]);
        assertClose(found.p90(), exact[17_999]);
        assertClose(found.p99(), exact[19_799]);
    }

    private static void assertClose(Duration found, long exactMicros) {
        assertThat(found.toNanos() / 1e3).isCloseTo((double) exactMicros, within(exactMicros * 0.032));
    }

    @Test
    void aLengthThatIsBeyondAllBucketsIsStillTheGreatest() {
        succeed(Duration.ofDays(100));

        assertThat(in(Window.LAST_MINUTE).durations().max()).isEqualTo(Duration.ofDays(100));
    }

    @Test
    void aClockThatGoesBackLosesNoCount() {
        succeed(SECOND);
        clock.advance(Duration.ofSeconds(-30));
        succeed(SECOND);
        clock.advance(Duration.ofSeconds(60));

        assertThat(monitor.snapshot().all().counts().succeeded()).isEqualTo(2);
        assertThat(in(Window.LAST_5_MINUTES).counts().succeeded()).isEqualTo(2);
    }

    @Test
    void manyThreadsLoseNoCountWhileOthersRead() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> {
                for (int n = 0; n < 20_000; n++) {
                    clock.advance(TICK);
                    succeed(SECOND);
                }
            }));
        }
        while (!all.stream().allMatch(Future::isDone)) {
            monitor.snapshot();
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        Instant now = clock.instant();
        assertThat(monitor.snapshot().type("import").orElseThrow().counts().succeeded())
                .isEqualTo(160_000);
        assertThat(in(Window.LAST_24_HOURS).durations().count()).isEqualTo(160_000);
        assertThat(now).isAfter(monitor.snapshot().since());
    }
}
