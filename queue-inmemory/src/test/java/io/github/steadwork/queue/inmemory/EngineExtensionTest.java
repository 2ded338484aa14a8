package io.github.steadwork.queue.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.engine.EngineExtension;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobInterceptor;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineExtensionTest {

    private static final JobType<Integer, String> TYPE = JobType.of("extended", Integer.class, String.class);

    private final InMemoryJobQueue backend = new InMemoryJobQueue();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        backend.close();
    }

    private JobEngine.Builder engine(JobFunction<Integer, String> work) {
        return JobEngine.builder().queue(backend).register(TYPE, work);
    }

    private JobInterceptor marking(String name) {
        return new JobInterceptor() {
            @Override
            public Map<String, String> headers(JobRequest<?, ?> request) {
                return Map.of("from", name, name, "was here");
            }

            @Override
            public Scope enter(JobRecord job) {
                told.add(name + " enters attempt " + job.counters().attempt());
                return outcome ->
                        told.add(name + " exits with " + outcome.getClass().getSimpleName());
            }
        };
    }

    @Test
    void interceptorsStandAroundEachAttemptOnItsThread() {
        Thread here = Thread.currentThread();
        JobFunction<Integer, String> work = (number, context) -> {
            told.add("runs here: " + (Thread.currentThread() == here));
            return "done";
        };
        try (JobEngine engine = engine(work)
                .interceptor(marking("outer"))
                .interceptor(marking("inner"))
                .build()) {
            engine.jobs().enqueue(TYPE, 1);
            engine.runDue();
        }

        assertThat(told)
                .containsExactly(
                        "outer enters attempt 1",
                        "inner enters attempt 1",
                        "runs here: true",
                        "inner exits with Succeeded",
                        "outer exits with Succeeded");
    }

    @Test
    void whatAnInterceptorAddsTravelsWithTheJobAndTheRequestsOwnHeadersWin() {
        JobFunction<Integer, String> work = (number, context) -> {
            told.add(context.headers().toString());
            return context.headers().get("from");
        };
        try (JobEngine engine = engine(work).interceptor(marking("us")).build()) {
            var ours = engine.jobs().enqueue(TYPE, 1);
            var theirs = engine.jobs().enqueue(JobRequest.of(TYPE, 2).header("from", "them"));

            assertThat(engine.jobs().find(ours.id()).orElseThrow().request().headers())
                    .isEqualTo(Map.of("from", "us", "us", "was here"));
            assertThat(engine.jobs().find(theirs.id()).orElseThrow().request().headers())
                    .isEqualTo(Map.of("from", "them", "us", "was here"));
        }
    }

    @Test
    void childrenCarryWhatTheAttemptThatAskedForThemWouldGiveThem() {
        JobType<Integer, Void> parent = JobType.of("parent", Integer.class);
        List<Map<String, String>> headers = new ArrayList<>();
        try (JobEngine engine = engine((number, context) -> {
                    headers.add(context.headers());
                    return "child";
                })
                .register(parent, (number, context) -> waitOnce(context))
                .interceptor(marking("us"))
                .build()) {
            engine.jobs().enqueue(parent, 1);
            engine.runDue();
        }

        assertThat(headers).containsExactly(Map.of("from", "us", "us", "was here"));
    }

    private static Void waitOnce(JobContext context) {
        if (context.outputs(TYPE).isEmpty()) {
            throw context.waitFor(List.of(JobRequest.of(TYPE, 7)));
        }
        return null;
    }

    @Test
    void anInterceptorThatThrowsIsReportedAndHarmsNobody() {
        JobInterceptor broken = new JobInterceptor() {
            @Override
            public Scope enter(JobRecord job) {
                throw new IllegalStateException("no way in");
            }
        };
        JobInterceptor brokenAtTheEnd = new JobInterceptor() {
            @Override
            public Scope enter(JobRecord job) {
                return outcome -> {
                    throw new IllegalStateException("no way out");
                };
            }
        };
        List<String> failed = new ArrayList<>();
        try (JobEngine engine = engine((number, context) -> "done")
                .interceptor(broken)
                .interceptor(brokenAtTheEnd)
                .interceptor(marking("us"))
                .listener(event -> {
                    if (event instanceof JobEvent.HookFailed hook) {
                        failed.add(hook.hook() + ": " + hook.error().getMessage());
                    }
                })
                .build()) {
            var handle = engine.jobs().enqueue(TYPE, 1);
            engine.runDue();
            assertThat(engine.jobs().find(handle.id()).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        }

        assertThat(told).containsExactly("us enters attempt 1", "us exits with Succeeded");
        assertThat(failed).containsExactly("enter: no way in", "exit: no way out");
    }

    private EngineExtension part(String name, boolean throwsAtTheEnd) {
        return new EngineExtension() {
            @Override
            public void addTo(JobEngine.Builder builder) {
                told.add(name + " added");
                builder.interceptor(marking(name));
            }

            @Override
            public void built(JobEngine engine) {
                told.add(name + " knows " + (engine.backend() == backend));
            }

            @Override
            public void closed() {
                told.add(name + " closed");
                if (throwsAtTheEnd) {
                    throw new IllegalStateException(name + " did not end well");
                }
            }
        };
    }

    @Test
    void extensionsComeWithWhatTheyConsistOfAndEndLastInFirstOut() {
        try (JobEngine engine = engine((number, context) -> "done")
                .with(part("one", false))
                .with(part("two", false))
                .build()) {
            engine.jobs().enqueue(TYPE, 1);
            engine.runDue();
        }

        assertThat(told)
                .containsExactly(
                        "one added",
                        "two added",
                        "one knows true",
                        "two knows true",
                        "one enters attempt 1",
                        "two enters attempt 1",
                        "two exits with Succeeded",
                        "one exits with Succeeded",
                        "two closed",
                        "one closed");
    }

    @Test
    void anExtensionThatFailsAtItsEndKeepsNobodyFromEnding() {
        JobEngine engine = engine((number, context) -> "done")
                .with(part("one", false))
                .with(part("two", true))
                .build();

        assertThatThrownBy(engine::close).hasMessage("two did not end well");
        assertThat(told).endsWith("two closed", "one closed");
    }

    @Test
    void anExtensionThatRefusesItsEngineEndsTheBuild() {
        EngineExtension refuses = new EngineExtension() {
            @Override
            public void addTo(JobEngine.Builder builder) {}

            @Override
            public void built(JobEngine engine) {
                throw new IllegalArgumentException("not with me");
            }
        };

        JobEngine.Builder builder =
                engine((number, context) -> "done").with(part("one", false)).with(refuses);

        assertThatThrownBy(builder::build).hasMessage("not with me");
        assertThat(told).endsWith("one closed");
    }
}
