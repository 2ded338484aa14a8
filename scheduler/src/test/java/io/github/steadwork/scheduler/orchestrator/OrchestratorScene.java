package io.github.steadwork.scheduler.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.testkit.BackendTime;
import io.github.steadwork.testkit.TestedBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What the contracts of the orchestrator share: a backend, an engine, pipelines, and words to write the tests in. Each look sees a later time, so tests move it on a little where that counts.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class OrchestratorScene {

    /** What the work is given: the name of its pipeline. */
    record Work(String name) {}

    static final JobType<Work, Void> TYPE = JobType.of("work", Work.class);
    static final Duration MINUTE = Duration.ofMinutes(1);

    final Queue<JobEvent> events = new ConcurrentLinkedQueue<>();
    final List<String> done = new ArrayList<>();
    final AtomicInteger atWork = new AtomicInteger();
    Consumer<JobContext> work = context -> {};
    QueueBackend backend;
    BackendTime time;
    JobEngine engine;
    Orchestrator orchestrator;

    /** A fresh, empty backend. It is closed after the test. */
    protected abstract TestedBackend open();

    @BeforeEach
    void openBackend() {
        TestedBackend tested = open();
        backend = tested.queue();
        time = tested.time();
        engine = engine(JobConfig.DEFAULT);
    }

    @AfterEach
    void closeBackend() {
        engine.close();
        backend.close();
    }

    JobEngine engine(JobConfig config) {
        return JobEngine.builder()
                .queue(backend)
                .config(config)
                .listener(events::add)
                .register(TYPE, this::work)
                .register(new MaintenanceJob(backend))
                .build();
    }

    @Nullable
    Void work(Work params, JobContext context) {
        synchronized (done) {
            done.add(params.name);
        }
        assertThat(atWork.incrementAndGet()).as("at work at the same time").isEqualTo(1);
        try {
            work.accept(context);
        } finally {
            atWork.decrementAndGet();
        }
        return null;
    }

    static Pipeline pipeline(String name) {
        return Pipeline.of(name, JobRequest.of(TYPE, new Work(name)));
    }

    void orchestrate(Pipeline... pipelines) {
        Orchestrator.Builder builder = Orchestrator.on(engine);
        List.of(pipelines).forEach(builder::pipeline);
        orchestrator = builder.build();
    }

    /** A look, the work that came of it, and a look at what became of that. */
    void turn() {
        orchestrator.advance();
        engine.runDue();
        orchestrator.advance();
    }

    PipelineStatus status(String name) {
        return orchestrator.status(name).status();
    }

    List<String> moves(String name) {
        return events.stream()
                .filter(JobEvent.PipelineMoved.class::isInstance)
                .map(JobEvent.PipelineMoved.class::cast)
                .filter(moved -> moved.pipeline().equals(name))
                .map(moved -> moved.to())
                .toList();
    }
}
