package io.github.steadwork.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class BaseJobRunTest {

    private static final JobType<String, Integer> TYPE =
            JobType.of("measure", String.class, Integer.class).with(JobOptions.DEFAULT.retry(quick(3)));

    private final List<String> told = new ArrayList<>();

    private static RetryPolicy quick(int maxRetries) {
        return RetryPolicy.builder().maxRetries(maxRetries).delay(Duration.ZERO).build();
    }

    private Talkative job(JobFunction<String, Integer> work) {
        return new Talkative(work);
    }

    /** Notes each call. */
    private final class Talkative extends BaseJob<String, Integer> {

        private final JobFunction<String, Integer> work;
        private boolean hooksThrow;

        Talkative(JobFunction<String, Integer> work) {
            super(TYPE);
            this.work = work;
        }

        @Override
        protected @Nullable Integer execute(String params, JobContext context) throws Exception {
            told.add("execute " + context.attempt());
            return work.execute(params, context);
        }

        @Override
        protected void onStart(String params, JobContext context) throws Exception {
            note("onStart " + context.attempt());
        }

        @Override
        protected void onSuccess(String params, @Nullable Integer result, JobContext context) throws Exception {
            note("onSuccess " + context.attempt() + " with " + result);
        }

        @Override
        protected void onFailure(String params, Throwable error, JobContext context) throws Exception {
            note("onFailure " + context.attempt() + " with " + error.getMessage());
        }

        @Override
        protected void onRetry(String params, RetryNotice notice, JobContext context) throws Exception {
            note("onRetry " + context.attempt() + " retry " + notice.retry() + " with "
                    + notice.error().getMessage());
        }

        private void note(String what) throws Exception {
            told.add(what);
            if (hooksThrow) {
                throw new IOException("from a hook");
            }
        }
    }

    @Test
    void aJobRunsRightHereAndGivesItsResult() {
        assertThat(job((text, context) -> text.length()).run("four")).isEqualTo(4);
        assertThat(told).containsExactly("onStart 1", "execute 1", "onSuccess 1 with 4");
    }

    @Test
    void retriesTellTheirHooksInOrderAndKeepTheAttempt() {
        Talkative job = job((text, context) -> {
            if (context.attempt() < 3) {
                throw new IOException("no " + context.attempt());
            }
            return 7;
        });

        assertThat(job.run("x")).isEqualTo(7);
        assertThat(told)
                .containsExactly(
                        "onStart 1",
                        "execute 1",
                        "onRetry 1 retry 1 with no 1",
                        "onStart 2",
                        "execute 2",
                        "onRetry 2 retry 2 with no 2",
                        "onStart 3",
                        "execute 3",
                        "onSuccess 3 with 7");
    }

    @Test
    void theLastErrorEndsTheRunAndIsTheCause() {
        IOException error = new IOException("disk full");
        JobFailedException failed = catchThrowableOfType(
                JobFailedException.class,
                () -> job((text, context) -> {
                            throw error;
                        })
                        .run("x", quick(1)));

        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed)
                .hasCause(error)
                .hasMessage("job " + failed.id() + " is FAILED: java.io.IOException: disk full");
        assertThat(told)
                .containsExactly(
                        "onStart 1",
                        "execute 1",
                        "onRetry 1 retry 1 with disk full",
                        "onStart 2",
                        "execute 2",
                        "onFailure 2 with disk full");
    }

    @Test
    void aPermanentErrorGivesUpAtOnce() {
        assertThatThrownBy(() -> job((text, context) -> {
                            throw new PermanentException("no such customer");
                        })
                        .run("x"))
                .isInstanceOf(JobFailedException.class);
        assertThat(told).containsExactly("onStart 1", "execute 1", "onFailure 1 with no such customer");
    }

    @Test
    void aSeriousErrorIsAFailureLikeAnyOther() {
        assertThatThrownBy(() -> job((text, context) -> {
                            throw new StackOverflowError();
                        })
                        .run("x", quick(0)))
                .isInstanceOf(JobFailedException.class)
                .hasCauseInstanceOf(StackOverflowError.class)
                .hasMessageEndingWith("is FAILED: java.lang.StackOverflowError");
    }

    @Test
    void aHookThatThrowsIsLoggedAndHarmsNobody() {
        Logger logger = (Logger) LoggerFactory.getLogger("job.measure");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        Talkative job = job((text, context) -> {
            if (context.attempt() == 1) {
                throw new IOException("once");
            }
            return 1;
        });
        job.hooksThrow = true;

        assertThat(job.run("x")).isEqualTo(1);
        logger.detachAppender(log);
        logger.setAdditive(true);
        assertThat(log.list)
                .extracting(event -> event.getFormattedMessage().split(" ", 2)[0])
                .containsExactly("onStart", "onRetry", "onStart", "onSuccess");
        assertThat(log.list)
                .allSatisfy(event ->
                        assertThat(event.getThrowableProxy().getMessage()).isEqualTo("from a hook"));
    }

    @Test
    void aJobThatCancelsItselfIsCancelledWithoutRetry() {
        JobFailedException cancelled = catchThrowableOfType(
                JobFailedException.class,
                () -> job((text, context) -> {
                            throw context.cancel("nothing to do");
                        })
                        .run("x"));

        assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
        assertThat(cancelled)
                .hasMessageEndingWith("is CANCELLED: nothing to do")
                .hasNoCause();
        assertThat(told).containsExactly("onStart 1", "execute 1");
    }

    @Test
    void snoozingNeedsAnEngineAndSaysSo() {
        assertThatThrownBy(() -> job((text, context) -> {
                            throw context.snooze(Duration.ofMinutes(10));
                        })
                        .run("x"))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("is FAILED")
                .hasMessageContaining("the job snoozed for PT10M, which needs an engine; enqueue it instead");
        assertThat(told).hasSize(3).last().asString().startsWith("onFailure 1");
    }

    @Test
    void waitingForOtherJobsNeedsAnEngineAndSaysSo() {
        assertThatThrownBy(() -> job((text, context) -> {
                            throw context.waitFor(List.of(JobRequest.of(TYPE, "child")));
                        })
                        .run("x"))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("the job waits for 1 jobs, which needs an engine");
    }

    @Test
    void anInterruptedJobIsNotRetriedAndTheInterruptStays() {
        assertThatThrownBy(() -> job((text, context) -> {
                            throw new InterruptedException("stop");
                        })
                        .run("x"))
                .isInstanceOf(JobFailedException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).containsExactly("onStart 1", "execute 1", "onFailure 1 with stop");
    }

    @Test
    void anInterruptEndsTheWaitForARetry() {
        RetryPolicy patient = RetryPolicy.builder()
                .delay(Duration.ofHours(10))
                .maxDelay(Duration.ofHours(10))
                .build();

        assertThatThrownBy(() -> job((text, context) -> {
                            Thread.currentThread().interrupt();
                            throw new IOException("try me later");
                        })
                        .run("x", patient))
                .isInstanceOf(JobFailedException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aJobThatAsksSeesTheInterrupt() {
        assertThatThrownBy(() -> job((text, context) -> {
                            context.checkCancelled();
                            Thread.currentThread().interrupt();
                            context.checkCancelled();
                            return 1;
                        })
                        .run("x"))
                .hasCauseInstanceOf(JobInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).filteredOn(what -> what.startsWith("execute")).hasSize(1);
    }

    @Test
    void aCheckpointLivesFromAttemptToAttempt() {
        assertThat(job((text, context) -> {
                            int done = context.checkpoint(Integer.class).orElse(0);
                            context.saveCheckpoint(done + 1);
                            if (done < 2) {
                                throw new IOException("again");
                            }
                            return done;
                        })
                        .run("x"))
                .isEqualTo(2);
    }

    @Test
    void aCheckpointOfAnotherClassIsAPayloadError() {
        assertThatThrownBy(() -> job((text, context) -> {
                            context.saveCheckpoint("text");
                            return context.checkpoint(Integer.class).orElseThrow();
                        })
                        .run("x"))
                .cause()
                .isInstanceOf(PayloadException.class)
                .hasMessage("the checkpoint is a java.lang.String, not a java.lang.Integer");
    }

    @Test
    void theContextOfADirectRunIsPlain() {
        assertThat(job((text, context) -> {
                            assertThat(context.type()).isEqualTo("measure");
                            assertThat(context.headers()).isEmpty();
                            assertThat(context.leaseToken()).isZero();
                            assertThat(context.ran()).isGreaterThanOrEqualTo(Duration.ZERO);
                            assertThat(context.encode(7).text()).isEqualTo("7");
                            assertThat(context.outputs(String.class)).isEmpty();
                            assertThat(context.outputs(TYPE)).isEmpty();
                            assertThat(context.logger().getName()).isEqualTo("job.measure");
                            context.progress().total(4).advance();
                            return (int) context.progress().snapshot().done();
                        })
                        .run("x"))
                .isEqualTo(1);
    }
}
