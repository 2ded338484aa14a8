package io.github.steadwork.queue.inmemory;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job tester runs real jobs without waiting. */
final class JobTesterTest {

    private static final JobType<String, Integer> LENGTH = JobType.of("length", String.class, Integer.class)
            .with(JobOptions.DEFAULT.retry(RetryPolicy.builder()
                    .maxRetries(3)
                    .delay(Duration.ofHours(1))
                    .backoffFactor(2)
                    .jitter(0)
                    .maxDelay(Duration.ofDays(1))
                    .build()));

    private final ManualClock clock = new ManualClock();
    private final List<Instant> attempts = new ArrayList<>();

    private JobTester.Builder tester() {
        return JobTester.on(new InMemoryJobQueue(clock), clock).register(LENGTH, (text, context) -> {
            attempts.add(clock.instant());
            if (text.equals("stubborn") && context.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
            if (text.equals("sleepless")) {
                throw context.snooze(Duration.ofSeconds(1));
            }
            return text.length();
        });
    }

    @Test
    void anInlineTesterRunsWhatIsEnqueuedAtOnce() {
        try (JobTester tester = tester().inline()) {
            assertThat(tester.enqueue(LENGTH, "seven")).hasState(JobState.SUCCEEDED);
        }
    }

    @Test
    void anInlineTesterRunsWhatTheCodeUnderTestEnqueues() {
        JobType<String, Void> outer = JobType.of("outer", String.class);
        try (JobTester tester =
                tester().register(outer, (text, context) -> null).inline()) {
            assertThat(tester.find(tester.jobs().enqueue(outer, "x").id())).hasState(JobState.SUCCEEDED);
        }
    }

    @Test
    void aManualTesterRunsNothingByItself() {
        try (JobTester tester = tester().manual()) {
            JobRecord first = tester.enqueue(LENGTH, "one");
            JobRecord second = tester.enqueue(LENGTH, "two");

            assertThat(first).hasState(JobState.QUEUED);
            assertThat(tester.runNext()).isTrue();
            assertThat(tester.find(first.id())).hasState(JobState.SUCCEEDED);
            assertThat(tester.find(second.id())).hasState(JobState.QUEUED);
            assertThat(tester.runDue()).isEqualTo(1);
            assertThat(tester.runNext()).isFalse();
        }
    }

    @Test
    void theClockBringsADelayedJobToItsTime() {
        try (JobTester tester = tester().manual()) {
            JobRecord late = tester.enqueue(JobRequest.of(LENGTH, "late").delay(Duration.ofDays(1)));

            assertThat(tester.advance(Duration.ofHours(23))).isZero();
            assertThat(tester.advance(Duration.ofHours(1))).isEqualTo(1);
            assertThat(tester.find(late.id())).hasState(JobState.SUCCEEDED);
        }
    }

    @Test
    void drainingFollowsRetriesThroughTime() {
        Instant start = clock.instant();
        try (JobTester tester = tester().manual()) {
            JobRecord job = tester.enqueue(LENGTH, "stubborn");

            assertThat(tester.drain()).isEqualTo(3);

            assertThat(tester.find(job.id())).hasState(JobState.SUCCEEDED).hasRetriesUsed(2);
            assertThat(attempts)
                    .containsExactly(start, start.plus(Duration.ofHours(1)), start.plus(Duration.ofHours(3)));
        }
    }

    @Test
    void aJobThatNeverEndsIsFoundByDraining() {
        try (JobTester tester = tester().manual()) {
            tester.enqueue(LENGTH, "sleepless");

            assertThatThrownBy(tester::drain)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("snooze or enqueue for ever");
        }
    }
}
