package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Jobs that snooze, are cancelled, or take too long. */
abstract class EndingEngineContract extends EngineContract {

    @Test
    void aSnoozedJobRunsAgainWithoutUsingARetry() throws Exception {
        JobEngine engine = start((params, context) -> {
            if (context.attempt() == 1) {
                throw context.snooze(Duration.ofMillis(10));
            }
            return "awake";
        });

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("awake");
        assertThat(handle.find().orElseThrow().counters()).isEqualTo(new JobRecord.Counters(2, 0, 0, 1));
    }

    @Test
    void aJobMayCallItselfOff() {
        JobEngine engine = start((params, context) -> {
            throw context.cancel("nothing to do");
        });

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        error -> assertThat(error.state()).isEqualTo(JobState.CANCELLED));
    }

    @Test
    void aQueuedJobIsCancelledAtOnce() {
        JobEngine engine = start((params, context) -> "never");
        JobHandle<String> handle =
                engine.jobs().enqueue(JobRequest.of(SHOUT, new Text("x")).delay(Duration.ofHours(1)));

        assertThat(handle.cancel("not needed")).isTrue();

        assertThat(handle.state()).isEqualTo(JobState.CANCELLED);
        assertThat(handle.cancel("again")).isFalse();
    }

    @Test
    void aRunningJobThatLooksForItEndsItselfWhenItIsCancelled() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            running.countDown();
            while (true) {
                context.checkCancelled();
                Thread.onSpinWait();
            }
        });
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        running.await();

        assertThat(handle.cancel("changed my mind")).isTrue();

        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(handle.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRunningJobThatDoesNotLookIsInterruptedAfterAGrace() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start(config().set(JobSetting.CANCEL_GRACE, "50ms"), (params, context) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        running.await();

        handle.cancel("too slow");

        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(handle.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aSuccessAfterACancelRequestIsASuccess() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            running.countDown();
            while (!context.isCancelled()) {
                Thread.onSpinWait();
            }
            return "finished all the same";
        });
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        running.await();

        handle.cancel("too late");

        assertThat(handle.await(SOON)).isEqualTo("finished all the same");
    }

    @Test
    void aTimeoutInterruptsAndIsRecordedAsSuch() {
        JobEngine engine = start((params, context) -> {
            new CountDownLatch(1).await();
            return null;
        });

        JobHandle<String> handle = engine.jobs()
                .enqueue(JobRequest.of(SHOUT, new Text("x"))
                        .timeout(Duration.ofMillis(50))
                        .maxRetries(1));

        assertThatThrownBy(() -> handle.await(SOON)).hasMessageContaining("ran longer than PT0.05S");
        assertThat(handle.find().orElseThrow().error().orElseThrow().type()).isEqualTo("timeout");
        assertThat(handle.find().orElseThrow().counters().retriesUsed()).isEqualTo(1);
    }

    @Test
    void aJobThatIgnoresItsInterruptIsGivenUpAndItsLateResultCountsForNothing() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        JobEngine engine = start(
                config().set(JobSetting.WORKERS, "1").set(JobSetting.INTERRUPT_GRACE, "50ms"), (params, context) -> {
                    if (params.text().equals("other")) {
                        return "ran in the same slot";
                    }
                    awaitUninterruptibly(release);
                    late.countDown();
                    return "too late";
                });

        JobHandle<String> stubborn = engine.jobs()
                .enqueue(JobRequest.of(SHOUT, new Text("stubborn"))
                        .timeout(Duration.ofMillis(50))
                        .maxRetries(0));

        assertThatThrownBy(() -> stubborn.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(engine.jobs().enqueue(SHOUT, new Text("other")).await(SOON)).isEqualTo("ran in the same slot");
        assertThat(events(JobEvent.InterruptIgnored.class)).hasSize(1);
        release.countDown();
        late.await();
        engine.close();
        assertThat(stubborn.state()).isEqualTo(JobState.FAILED);
        assertThat(events(JobEvent.Settled.class)).hasSize(2);
        assertThat(events(JobEvent.LeaseLost.class)).isEmpty();
    }
}
