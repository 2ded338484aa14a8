package io.github.steadwork.testkit;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Engines on a backend that a subclass opens: how they are started, what they have told, and that they end with their test. */
abstract class EngineContract {

    static final Duration SOON = Duration.ofSeconds(20);
    static final RetryPolicy AT_ONCE =
            RetryPolicy.builder().maxRetries(2).delay(Duration.ZERO).jitter(0).build();
    static final JobType<Text, String> SHOUT =
            JobType.of("shout", Text.class, String.class).with(JobOptions.DEFAULT.retry(AT_ONCE));

    private final ConcurrentLinkedQueue<JobEvent> events = new ConcurrentLinkedQueue<>();
    private final List<JobEngine> engines = new ArrayList<>();

    /** A fresh one for each test. */
    QueueBackend backend = noBackend();

    /** What the jobs of these tests are given. */
    public record Text(String text) {}

    /** A fresh, empty backend that goes by real time. */
    abstract QueueBackend openBackend() throws Exception;

    @SuppressWarnings("NullAway") // set before each test
    private static QueueBackend noBackend() {
        return null;
    }

    @BeforeEach
    void open() throws Exception {
        backend = openBackend();
    }

    @AfterEach
    void close() {
        engines.forEach(JobEngine::close);
        backend.close();
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException ignored) {
                // that is what this job is for
            }
        }
    }

    static JobConfig.Builder config() {
        return JobConfig.builder()
                .set(JobSetting.WORKERS, "4")
                .set(JobSetting.POLL_INTERVAL, "20ms")
                .set(JobSetting.LEASE_TIME, "1s");
    }

    final JobEngine start(JobFunction<Text, String> work) {
        return start(config(), work);
    }

    final JobEngine start(JobConfig.Builder config, JobFunction<Text, String> work) {
        return started(builder(config).register(SHOUT, work));
    }

    final JobEngine start(JobConfig.Builder config, BaseJob<?, ?> job) {
        return started(builder(config).register(job));
    }

    final JobEngine.Builder builder(JobConfig.Builder config) {
        return JobEngine.builder().config(config.build()).queue(backend).listener(this::note);
    }

    final JobEngine started(JobEngine.Builder builder) {
        JobEngine engine = built(builder);
        engine.start();
        return engine;
    }

    final JobEngine built(JobEngine.Builder builder) {
        JobEngine engine = builder.build();
        engines.add(engine);
        return engine;
    }

    /** The first event of this kind, waited for if there is none yet. */
    final synchronized <E extends JobEvent> E await(Class<E> type) throws InterruptedException {
        while (events(type).isEmpty()) {
            wait(SOON.toMillis());
        }
        return events(type).get(0);
    }

    private synchronized void note(JobEvent event) {
        events.add(event);
        notifyAll();
    }

    final <E extends JobEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
