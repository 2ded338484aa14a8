package io.github.steadwork.engine;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.event.JobListeners;
import io.github.steadwork.event.LoggingListener;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.WorkerId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A job engine inside an application: it enqueues jobs and runs them.
 *
 * <pre>{@code
 * try (JobEngine engine = JobEngine.builder().queue(backend).register(new SendInvoice()).start()) {
 *     engine.jobs().enqueue(SendInvoice.TYPE, new Invoice("2026-17"));
 * }
 * }</pre>
 *
 * <p>Any number of engines, in one process or many, may share a backend; each runs the job types that are registered with it. An
 * engine with no workers ({@code JOB_WORKERS=0}) only enqueues. Safe for use by many threads.
 */
public final class JobEngine implements AutoCloseable {

    private enum Phase {
        NEW,
        STARTED,
        CLOSED
    }

    private final Works works;
    private final boolean ownsBackend;
    private final List<EngineExtension> extensions = new ArrayList<>();
    private Phase phase = Phase.NEW;

    private JobEngine(Builder builder) {
        this.ownsBackend = builder.backend == null;
        this.works = new Works(builder);
    }

    /** A builder with the default settings and nothing registered. */
    public static Builder builder() {
        return new Builder();
    }

    /** What applications do with jobs. */
    public QueueManager jobs() {
        return works.jobs;
    }

    /** What the engine stands on, for parts that keep documents of their own beside the jobs, as the scheduler does. */
    public QueueBackend backend() {
        return works.backend;
    }

    /** The settings that it was made with. */
    public JobConfig config() {
        return works.config;
    }

    /** Tells all listeners of this engine; for parts that stand beside it. */
    public void tell(JobEvent event) {
        works.listener.on(event);
    }

    /** What applications do with workers. */
    public WorkerManager workers() {
        return works.workers;
    }

    /** Who did what by hand, on all nodes of the backend. */
    public AuditTrail audit() {
        return works.audit;
    }

    /** Who this engine is among the workers of its backend, at the moment. */
    public WorkerId worker() {
        return works.membership.worker();
    }

    /**
     * Starts to run jobs.
     *
     * @throws IllegalStateException if it has been started before
     */
    public synchronized void start() {
        require(Phase.NEW, "start");
        phase = Phase.STARTED;
        works.start();
    }

    /**
     * Runs what is due right here, on this thread, until nothing is due any more: for tests, and for programs that work a queue
     * off and end. Heartbeats are sent between jobs, not while one runs. The engine must not be started.
     *
     * @return how many attempts were made
     */
    public synchronized int runDue() {
        require(Phase.NEW, "run what is due");
        return works.callersTurn.take(Integer.MAX_VALUE);
    }

    /**
     * As {@link #runDue()}, but one attempt at most.
     *
     * @return whether there was one
     */
    public synchronized boolean runNext() {
        require(Phase.NEW, "run the next job");
        return works.callersTurn.take(1) == 1;
    }

    /** Only what has taken part is told of the end. */
    private synchronized void extend(EngineExtension extension) {
        try {
            extension.built(this);
            extensions.add(extension);
        } catch (RuntimeException | Error refused) {
            close();
            throw refused;
        }
    }

    private void require(Phase needed, String act) {
        if (phase != needed) {
            throw new IllegalStateException("cannot " + act + ": the engine is " + phase + ", but has to be " + needed);
        }
    }

    /**
     * Ends. Claims nothing more, gives back what has not started, lets running jobs go on for the grace period
     * ({@code JOB_SHUTDOWN_GRACE}), then interrupts them and gives them back as well; no retry is used. Returns within the
     * grace period and a few seconds, even if a job ignores its interrupt. Closing twice does nothing.
     */
    @Override
    public synchronized void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        works.stop(phase == Phase.STARTED);
        phase = Phase.CLOSED;
        closeExtensions(extensions.size() - 1);
    }

    /** The one at this place and those before it, then the backend, whatever one of them throws. */
    private void closeExtensions(int last) {
        if (last >= 0) {
            try {
                extensions.get(last).closed();
            } finally {
                closeExtensions(last - 1);
            }
        } else if (ownsBackend) {
            works.backend.close();
        }
    }

    /** Collects what an engine is made of. Not safe for use by several threads. */
    public static final class Builder {

        final JobRegistry.Builder registry = JobRegistry.builder();
        final Set<String> runElsewhere = new HashSet<>();
        final List<JobListener> listeners = new ArrayList<>();
        final List<JobInterceptor> interceptors = new ArrayList<>(FlightRecording.ifPresent());
        final List<EngineExtension> extensions = new ArrayList<>();
        JobConfig config = JobConfig.DEFAULT;
        PayloadCodec codec = new JacksonPayloadCodec();
        InstantSource clock = InstantSource.system();
        Supplier<Resources> resources = Resources::ofThisProcess;

        @Nullable
        QueueBackend backend;

        private Builder() {}

        /** With these settings. */
        public Builder config(JobConfig config) {
            this.config = Objects.requireNonNull(config, "config");
            return this;
        }

        /** On this backend, which stays the caller's to close. Without it the settings say which to open. */
        public Builder queue(QueueBackend backend) {
            this.backend = Objects.requireNonNull(backend, "backend");
            return this;
        }

        /** Runs this job. */
        public Builder register(BaseJob<?, ?> job) {
            registry.register(job);
            return this;
        }

        /** Runs this job. */
        public <P, R extends @Nullable Object> Builder register(JobType<P, R> type, JobFunction<P, R> work) {
            registry.register(type, work);
            return this;
        }

        /** Runs the jobs that the class path announces; see {@link JobRegistry.Builder#registerDiscovered}. */
        public Builder registerDiscovered() {
            registry.registerDiscovered(Thread.currentThread().getContextClassLoader());
            return this;
        }

        /** Allows these types to be enqueued although other processes run them. */
        public Builder runElsewhere(JobType<?, ?>... types) {
            for (JobType<?, ?> type : types) {
                runElsewhere.add(type.name());
            }
            return this;
        }

        /** Tells this listener what happens, beside the one that logs. */
        public Builder listener(JobListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Lets this interceptor stand beside enqueues and attempts. */
        public Builder interceptor(JobInterceptor interceptor) {
            interceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
            return this;
        }

        /** With this part, which adds what it consists of. */
        public Builder with(EngineExtension extension) {
            extensions.add(Objects.requireNonNull(extension, "extension"));
            extension.addTo(this);
            return this;
        }

        /** Encodes payloads, results and checkpoints this way instead of as JSON. */
        public Builder codec(PayloadCodec codec) {
            this.codec = Objects.requireNonNull(codec, "codec");
            return this;
        }

        /** Measures progress by this clock; backends have their own. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Asks this for how much of its resources this worker uses, about once a second. */
        public Builder resources(Supplier<Resources> resources) {
            this.resources = Objects.requireNonNull(resources, "resources");
            return this;
        }

        JobListener allListeners() {
            List<JobListener> all = new ArrayList<>();
            all.add(new LoggingListener(config.logLevel()));
            all.addAll(listeners);
            return new JobListeners(all);
        }

        /**
         * The engine, not started.
         *
         * @throws IllegalArgumentException if the settings name a backend that is not on the class path
         */
        public JobEngine build() {
            JobEngine engine = new JobEngine(this);
            extensions.forEach(engine::extend);
            return engine;
        }

        /** The engine, started. */
        public JobEngine start() {
            JobEngine engine = build();
            engine.start();
            return engine;
        }
    }
}
