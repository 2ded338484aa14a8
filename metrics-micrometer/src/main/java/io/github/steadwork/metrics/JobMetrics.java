package io.github.steadwork.metrics;

import io.github.steadwork.engine.EngineExtension;
import io.github.steadwork.engine.JobEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Meters of an engine, for whatever Micrometer writes to.
 *
 * <pre>{@code
 * JobEngine engine = JobEngine.builder().queue(backend).with(JobMetrics.of(registry)).start();
 * }</pre>
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>kind</th><th>tags</th><th>what it says</th></tr>
 * <tr><td>{@code steadwork.job.duration}</td><td>timer</td><td>type, queue, outcome</td><td>how long attempts ran; zero where one was given
 *     back before it started</td></tr>
 * <tr><td>{@code steadwork.job.wait}</td><td>timer</td><td>type, queue</td><td>from when a job was due until an attempt began; as good as this
 *     host's clock agrees with the backend's</td></tr>
 * <tr><td>{@code steadwork.jobs.enqueued}</td><td>counter</td><td>type, queue</td><td>jobs that this engine has stored, except within
 *     transactions of a caller's</td></tr>
 * <tr><td>{@code steadwork.jobs.reclaimed}</td><td>counter</td><td>type, parked</td><td>jobs taken back from workers that are gone</td></tr>
 * <tr><td>{@code steadwork.jobs.lease.lost}</td><td>counter</td><td>type</td><td>attempts whose outcome was refused</td></tr>
 * <tr><td>{@code steadwork.jobs.interrupt.ignored}</td><td>counter</td><td>type</td><td>attempts that were given up</td></tr>
 * <tr><td>{@code steadwork.jobs.hook.failures}</td><td>counter</td><td>type</td><td>hooks that threw</td></tr>
 * <tr><td>{@code steadwork.data.rows}, {@code .bytes}</td><td>counter</td><td>type, direction</td><td>what jobs said that they have read and
 *     written; bytes as they are stored, where the format tells them</td></tr>
 * <tr><td>{@code steadwork.worker.slots}</td><td>gauge</td><td></td><td>how many jobs this engine runs at a time</td></tr>
 * <tr><td>{@code steadwork.worker.busy}</td><td>gauge</td><td></td><td>how many it runs now; with the slots, its utilisation</td></tr>
 * <tr><td>{@code steadwork.queue.jobs}</td><td>gauge</td><td>queue, state</td><td>stored jobs, of all nodes</td></tr>
 * <tr><td>{@code steadwork.queue.oldest.due}</td><td>gauge, seconds</td><td>queue</td><td>how long the job has been due that has waited longest,
 *     of all nodes</td></tr>
 * <tr><td>{@code steadwork.workers}</td><td>gauge</td><td>state</td><td>workers that are entered, of all nodes</td></tr>
 * <tr><td>{@code steadwork.backend.up}</td><td>gauge</td><td></td><td>1 if the backend answered when it was asked last, else 0</td></tr>
 * <tr><td>{@code steadwork.backend.failures}</td><td>counter</td><td>verb</td><td>what the backend did not do</td></tr>
 * <tr><td>{@code steadwork.schedule.fired}, {@code .skipped}, {@code .failures}, {@code .disabled}</td><td>counter</td><td>schedule</td>
 *     <td>what became of fire times</td></tr>
 * <tr><td>{@code steadwork.pipeline.moves}</td><td>counter</td><td>pipeline, to</td><td>moves of an orchestrator's pipelines</td></tr>
 * <tr><td>{@code steadwork.breaker.moves}</td><td>counter</td><td>breaker, to</td><td>moves of circuit breakers</td></tr>
 * <tr><td>{@code steadwork.worker.claims.reduced}</td><td>counter</td><td></td><td>times that this engine began to claim less, for lack of
 *     a resource</td></tr>
 * <tr><td>{@code steadwork.alerts}</td><td>counter</td><td>rule, severity</td><td>alerts that were raised</td></tr>
 * <tr><td>{@code steadwork.listener.failures}</td><td>counter</td><td></td><td>listeners that threw</td></tr>
 * </table>
 *
 * <p>{@code outcome} is one of succeeded, retried, failed, cancelled, snoozed, awaiting, released; {@code state} is a job's or a worker's
 * state in small letters; {@code direction} is read or written. The first 200 types, queues, and schedules with pipelines and breakers, have values of their own, the rest are {@code other}.
 *
 * <p>What is said of all nodes is read from the backend every 15 seconds by a thread of its own, and said by each node: take the maximum,
 * not the sum. Where the backend does not answer these gauges are gone. An event costs about what its Micrometer meter costs. For one
 * engine only; several engines of one process need {@link Builder#tags} to tell them apart. Safe for use by many threads.
 */
public final class JobMetrics implements EngineExtension {

    private final EventMeters events;
    private final StoredGauges stored;
    private final WorkerGauges worker;
    private final Duration every;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "steadwork-metrics");
        daemon.setDaemon(true);
        return daemon;
    });

    private JobMetrics(Builder builder) {
        this.events =
                new EventMeters(builder.registry, builder.tags, builder.buckets, builder.clock, builder.mostNames);
        this.stored = new StoredGauges(builder.registry, builder.tags, builder.mostNames);
        this.worker = new WorkerGauges(builder.registry, builder.tags);
        this.every = builder.every;
    }

    /** Metrics in this registry. */
    public static JobMetrics of(MeterRegistry registry) {
        return builder(registry).build();
    }

    /** A builder for metrics in this registry. */
    public static Builder builder(MeterRegistry registry) {
        return new Builder(registry);
    }

    @Override
    public void addTo(JobEngine.Builder builder) {
        builder.listener(events).interceptor(worker);
    }

    @Override
    public void built(JobEngine engine) {
        worker.slots(engine.config().workers());
        var unused = thread.scheduleWithFixedDelay(() -> refresh(engine), 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Reads what the backend says, now. */
    synchronized void refresh(JobEngine engine) {
        if (!thread.isShutdown()) {
            stored.refresh(engine);
        }
    }

    @Override
    public void closed() {
        thread.shutdownNow();
        synchronized (this) {
            stored.remove();
            worker.remove();
        }
    }

    /** Collects settings. Not safe for use by several threads. */
    public static final class Builder {

        private final MeterRegistry registry;
        private Tags tags = Tags.empty();
        private Duration every = Duration.ofSeconds(15);
        private InstantSource clock = InstantSource.system();
        private int mostNames = 200;
        private List<Duration> buckets = List.of(
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofHours(1));

        private Builder(MeterRegistry registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
        }

        /** With these tags at each meter: name, value, name, value and so on. */
        public Builder tags(String... namesAndValues) {
            this.tags = Tags.of(namesAndValues);
            return this;
        }

        /** With these bounds in the histograms of the timers, ascending; none for no histograms. Nine from 10 ms to an hour unless said. */
        public Builder buckets(Duration... bounds) {
            this.buckets = List.of(bounds);
            return this;
        }

        /** Reads what the backend says of all nodes this often; every 15 seconds unless said. */
        public Builder every(Duration interval) {
            if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("interval is " + interval + ", allowed is from PT1S to P1D");
            }
            this.every = interval;
            return this;
        }

        /** With so many types, queues and schedules by name; 200 unless said. */
        public Builder mostNames(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("mostNames is " + most + ", allowed is 1 or more");
            }
            this.mostNames = most;
            return this;
        }

        /** Measures waits by this clock. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** The metrics. */
        public JobMetrics build() {
            return new JobMetrics(this);
        }
    }
}
