package io.github.steadwork.testkit;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.QueueManager;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs in a test, on the test's own thread and by its own clock: real engine, real backend, no waiting.
 *
 * <pre>{@code
 * ManualClock clock = new ManualClock();
 * try (JobTester tester = JobTester.on(new InMemoryJobQueue(clock), clock).register(new SendInvoice()).inline()) {
 *     JobRecord sent = tester.enqueue(SendInvoice.TYPE, new Invoice("2026-17"));
 *     assertThat(sent).hasState(JobState.SUCCEEDED);
 * }
 * }</pre>
 *
 * <p>Three ways to run:
 *
 * <ul>
 *   <li>{@linkplain Builder#inline inline}: what is enqueued and due runs before the enqueue returns, also when the code under
 *       test enqueues through {@link #jobs};
 *   <li>{@linkplain Builder#manual manual}: nothing runs until {@link #runNext} or {@link #runDue};
 *   <li>{@link #drain}, in both: runs everything to its end, and advances the clock to what is delayed or retried.
 * </ul>
 *
 * <p>For use by one thread.
 */
public final class JobTester implements AutoCloseable {

    /** More attempts than a test should ever need; a job that snoozes for ever is found by it. */
    private static final int MOST_ATTEMPTS = 10_000;

    private final JobEngine engine;
    private final QueueBackend backend;
    private final ManualClock clock;

    private JobTester(JobEngine engine, QueueBackend backend, ManualClock clock) {
        this.engine = engine;
        this.backend = backend;
        this.clock = clock;
    }

    /** Begins to make a tester on this backend, which must go by this clock. */
    public static Builder on(QueueBackend backend, ManualClock clock) {
        return new Builder(backend, clock);
    }

    /** What the code under test is given to enqueue with. */
    public QueueManager jobs() {
        return engine.jobs();
    }

    /** Enqueues a job; gives it as it is then: in an inline tester it has run if it was due. */
    public <P, R extends @Nullable Object> JobRecord enqueue(JobType<P, R> type, P payload) {
        return enqueue(JobRequest.of(type, payload));
    }

    /** As {@link #enqueue(JobType, Object)}. */
    public <P, R extends @Nullable Object> JobRecord enqueue(JobRequest<P, R> request) {
        JobHandle<R> handle = engine.jobs().enqueue(request);
        return find(handle.id());
    }

    /**
     * The job as it is now.
     *
     * @throws AssertionError if it is not stored
     */
    public JobRecord find(JobId id) {
        return engine.jobs().find(id).orElseThrow(() -> new AssertionError("job " + id + " is not stored"));
    }

    /** Runs the one job that is first in line; gives whether there was one. */
    public boolean runNext() {
        return engine.runNext();
    }

    /** Runs what is due, and what becomes due by that; gives how many attempts there were. */
    public int runDue() {
        return engine.runDue();
    }

    /** Advances the clock and runs what is due then; gives how many attempts there were. */
    public int advance(Duration time) {
        clock.advance(time);
        return runDue();
    }

    /**
     * Runs everything to its end, advancing the clock to whatever is delayed or retried.
     *
     * @return how many attempts there were
     * @throws AssertionError if that takes more than 10,000 attempts
     */
    public int drain() {
        int attempts = engine.runDue();
        for (Optional<Instant> next = nextDue(); next.isPresent(); next = nextDue()) {
            if (next.get().isAfter(clock.instant())) {
                clock.set(next.get());
            }
            attempts += engine.runDue();
            if (attempts > MOST_ATTEMPTS) {
                throw new AssertionError("more than " + MOST_ATTEMPTS + " attempts, and there are still "
                        + engine.jobs().depths() + "; does a job snooze or enqueue for ever?");
            }
        }
        return attempts;
    }

    private Optional<Instant> nextDue() {
        List<JobRecord> queued =
                backend.inspector().list(JobFilter.ALL.states(JobState.QUEUED), Optional.empty(), Integer.MAX_VALUE);
        return queued.stream().map(JobRecord::runAt).min(Instant::compareTo);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Collects what a tester is made of. */
    public static final class Builder {

        private final QueueBackend backend;
        private final ManualClock clock;
        private final JobEngine.Builder engine = JobEngine.builder();

        private Builder(QueueBackend backend, ManualClock clock) {
            this.backend = backend;
            this.clock = clock;
            engine.queue(backend).clock(clock);
        }

        /** Runs this job. */
        public Builder register(BaseJob<?, ?> job) {
            engine.register(job);
            return this;
        }

        /** Runs this job. */
        public <P, R extends @Nullable Object> Builder register(JobType<P, R> type, JobFunction<P, R> work) {
            engine.register(type, work);
            return this;
        }

        /** With these settings. */
        public Builder config(JobConfig config) {
            engine.config(config);
            return this;
        }

        /** Tells this listener what happens. */
        public Builder listener(JobListener listener) {
            engine.listener(listener);
            return this;
        }

        /** A tester that runs nothing by itself. */
        public JobTester manual() {
            return new JobTester(engine.build(), backend, clock);
        }

        /** A tester in which what is enqueued and due runs before the enqueue returns. */
        public JobTester inline() {
            InlineRunner runner = new InlineRunner();
            engine.listener(runner);
            JobEngine built = engine.build();
            runner.engine = built;
            return new JobTester(built, backend, clock);
        }
    }

    /** Runs what is due whenever something is enqueued, also from within a job. */
    private static final class InlineRunner implements JobListener {

        private @Nullable JobEngine engine;

        @Override
        public void on(JobEvent event) {
            if (event instanceof JobEvent.Enqueued && engine != null) {
                engine.runDue();
            }
        }
    }
}
