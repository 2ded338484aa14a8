package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.RetryNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hooks and listeners. */
abstract class HookEngineContract extends EngineContract {

    private static final class Hooked extends BaseJob<Text, String> {

        private final List<String> calls = java.util.Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch ended = new CountDownLatch(1);
        private final boolean hooksThrow;

        Hooked(boolean hooksThrow) {
            super(SHOUT);
            this.hooksThrow = hooksThrow;
        }

        @Override
        protected String execute(Text params, JobContext context) {
            calls.add("execute " + context.attempt());
            if (params.text().equals("fail") || (params.text().equals("retry") && context.attempt() == 1)) {
                throw new IllegalStateException("error " + context.attempt());
            }
            return "done";
        }

        private void call(String what) {
            calls.add(what);
            if (hooksThrow) {
                throw new IllegalStateException("from the hook");
            }
        }

        @Override
        protected void onStart(Text params, JobContext context) {
            call("onStart " + context.attempt());
        }

        @Override
        protected void onSuccess(Text params, @Nullable String result, JobContext context) {
            ended.countDown();
            call("onSuccess " + result);
        }

        @Override
        protected void onFailure(Text params, Throwable error, JobContext context) {
            ended.countDown();
            call("onFailure " + error.getMessage());
        }

        @Override
        protected void onRetry(Text params, RetryNotice notice, JobContext context) {
            call("onRetry " + notice.retry() + " after " + notice.delay().toMillis() + " ms: "
                    + notice.error().getMessage());
        }
    }

    @Test
    void hooksOfASuccessAreCalledAfterItIsStored() throws Exception {
        Hooked job = new Hooked(false);
        JobEngine engine = start(config(), job);

        engine.jobs().enqueue(SHOUT, new Text("retry")).await(SOON);
        assertThat(job.ended.await(10, TimeUnit.SECONDS)).isTrue();
        engine.close();

        assertThat(job.calls)
                .containsExactlyInAnyOrder(
                        "onStart 1",
                        "execute 1",
                        "onRetry 1 after 0 ms: error 1",
                        "onStart 2",
                        "execute 2",
                        "onSuccess done");
    }

    @Test
    void theHookOfAFailureIsCalledOnceAfterTheLastAttempt() throws Exception {
        Hooked job = new Hooked(false);
        JobEngine engine = start(config(), job);

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("fail"));
        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(job.ended.await(10, TimeUnit.SECONDS)).isTrue();
        engine.close();

        assertThat(job.calls).filteredOn(call -> call.startsWith("onFailure")).containsExactly("onFailure error 3");
    }

    @Test
    void hooksThatThrowChangeNothingAndAreReported() throws Exception {
        Hooked job = new Hooked(true);
        JobEngine engine = start(config(), job);

        assertThat(engine.jobs().enqueue(SHOUT, new Text("fine")).await(SOON)).isEqualTo("done");
        assertThat(job.ended.await(10, TimeUnit.SECONDS)).isTrue();
        engine.close();

        assertThat(events(JobEvent.HookFailed.class))
                .extracting(JobEvent.HookFailed::hook)
                .containsExactlyInAnyOrder("onStart", "onSuccess");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws Exception {
        JobEngine engine = started(builder(config())
                .listener(event -> {
                    if (!(event instanceof JobEvent.ListenerFailed)) {
                        throw new IllegalStateException("from the listener");
                    }
                })
                .register(SHOUT, (params, context) -> "done"));

        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isEqualTo("done");
        engine.close();

        assertThat(events(JobEvent.ListenerFailed.class)).isNotEmpty();
        assertThat(events(JobEvent.Succeeded.class)).hasSize(1);
    }

    @Test
    void eventsOfAnAttemptComeInTheirOrder() throws Exception {
        JobEngine engine = start((params, context) -> "done");

        engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON);
        engine.close();

        assertThat(events(JobEvent.OfJob.class))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactlyInAnyOrder("Enqueued", "Started", "Succeeded")
                .containsSubsequence("Started", "Succeeded");
    }
}
