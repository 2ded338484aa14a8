package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.RetryPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Errors and retries. */
abstract class RetryEngineContract extends EngineContract {

    @Test
    void aFailedAttemptIsRetriedUntilItSucceeds() throws Exception {
        JobEngine engine = start((params, context) -> {
            if (context.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
            return "third time";
        });

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("third time");
        assertThat(handle.find().orElseThrow().counters().retriesUsed()).isEqualTo(2);
    }

    @Test
    void aJobThatIsOutOfRetriesHasFailedWithItsLastError() {
        JobEngine engine = start((params, context) -> {
            throw new IllegalStateException("attempt " + context.attempt());
        });

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("attempt 3");
        JobRecord job = handle.find().orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error().orElseThrow().stack()).contains("RetryEngineContract");
        assertThat(backend.inspector().attempts(job.id())).hasSize(3);
    }

    @Test
    void aPermanentErrorIsNotRetried() {
        AtomicInteger attempts = new AtomicInteger();
        JobEngine engine = start((params, context) -> {
            attempts.incrementAndGet();
            throw new PermanentException("no such customer");
        });

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThatThrownBy(() -> handle.await(SOON)).hasMessageContaining("no such customer");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aRequestMayAllowFewerRetriesThanItsType() {
        AtomicInteger attempts = new AtomicInteger();
        JobEngine engine = start((params, context) -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        });

        JobHandle<String> handle =
                engine.jobs().enqueue(JobRequest.of(SHOUT, new Text("x")).maxRetries(0));

        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void errorsOfTheJvmEndTheAttemptAndNotTheWorker() throws Exception {
        JobEngine engine = start(config().set(JobSetting.WORKERS, "1"), (params, context) -> switch (params.text()) {
            case "stack" -> overflow(0);
            case "memory" -> throw new OutOfMemoryError("pretended");
            case "linkage" -> throw new NoClassDefFoundError("pretended");
            default -> "alive";
        });

        JobHandle<String> stack =
                engine.jobs().enqueue(JobRequest.of(SHOUT, new Text("stack")).maxRetries(0));
        JobHandle<String> memory =
                engine.jobs().enqueue(JobRequest.of(SHOUT, new Text("memory")).maxRetries(0));
        JobHandle<String> linkage =
                engine.jobs().enqueue(JobRequest.of(SHOUT, new Text("linkage")).maxRetries(0));

        assertThatThrownBy(() -> stack.await(SOON)).hasMessageContaining("StackOverflowError");
        assertThatThrownBy(() -> memory.await(SOON)).hasMessageContaining("OutOfMemoryError");
        assertThatThrownBy(() -> linkage.await(SOON)).hasMessageContaining("NoClassDefFoundError");
        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isEqualTo("alive");
    }

    @Test
    void whatBreaksWhileAnAttemptIsJudgedEndsTheJobAndNotTheWorker() throws Exception {
        RetryPolicy brokenRule = AT_ONCE.toBuilder()
                .giveUpOn(error -> {
                    throw new AssertionError("the rule is broken");
                })
                .build();
        JobType<Text, Object> type =
                JobType.of("unjudged", Text.class, Object.class).with(JobOptions.DEFAULT.retry(brokenRule));
        JobEngine engine = started(builder(config().set(JobSetting.WORKERS, "1"))
                .register(type, (params, context) -> switch (params.text()) {
                    case "unreadable result" -> new Unreadable();
                    case "unspeakable" -> throw new Unspeakable();
                    case "rule" -> throw new IllegalStateException("judge me");
                    default -> "alive";
                }));

        JobHandle<Object> result = engine.jobs().enqueue(JobRequest.of(type, new Text("unreadable result")));
        JobHandle<Object> unspeakable = engine.jobs().enqueue(JobRequest.of(type, new Text("unspeakable")));
        JobHandle<Object> rule = engine.jobs().enqueue(JobRequest.of(type, new Text("rule")));

        assertThatThrownBy(() -> result.await(SOON)).hasMessageContaining("not to be read");
        assertThatThrownBy(() -> unspeakable.await(SOON)).hasMessageContaining("Unspeakable");
        assertThatThrownBy(() -> rule.await(SOON)).hasMessageContaining("judge me");
        assertThat(engine.jobs().enqueue(type, new Text("x")).await(SOON)).isEqualTo("alive");
    }

    /** A result that throws what is no exception when it is written. */
    static final class Unreadable {

        private final boolean broken = true;

        public String getText() {
            if (broken) {
                throw new AssertionError("not to be read");
            }
            return "";
        }
    }

    /** An error that does not say what it is. */
    static final class Unspeakable extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static String overflow(int depth) {
        return overflow(depth + 1) + depth;
    }

    @Test
    void aFailedJobCanBeRedriven() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        JobEngine engine = start((params, context) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new PermanentException("first");
            }
            return "second";
        });
        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));
        assertThatThrownBy(() -> handle.await(SOON)).isInstanceOf(JobFailedException.class);

        assertThat(engine.jobs().redrive(JobFilter.id(handle.id()), JobChange.NONE))
                .isEqualTo(1);

        assertThat(handle.await(SOON)).isEqualTo("second");
    }
}
