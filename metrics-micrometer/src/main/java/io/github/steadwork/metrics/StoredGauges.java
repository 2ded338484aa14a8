package io.github.steadwork.metrics;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.QueueDepth;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the backend says of all nodes, read now and then, not at each scrape. Where it does not answer, there are no figures rather
 * than old ones.
 */
final class StoredGauges {

    private static final Set<JobState> ALWAYS =
            Set.of(JobState.WAITING, JobState.QUEUED, JobState.RUNNING, JobState.FAILED);

    private final MeterRegistry registry;
    private final MultiGauge jobs;
    private final MultiGauge oldest;
    private final MultiGauge workers;
    private final Gauge up;
    private final Tags common;
    private final BoundedNames queues;
    private final Map<String, Map<JobState, Long>> seen = new TreeMap<>();
    private volatile int answers;

    StoredGauges(MeterRegistry registry, Tags common, int mostNames) {
        this.registry = registry;
        this.common = common;
        this.queues = new BoundedNames(mostNames);
        this.jobs = multi("steadwork.queue.jobs", "jobs", "Jobs that stand in a state, of all nodes");
        this.oldest =
                multi("steadwork.queue.oldest.due", "seconds", "How long the job has been due that has waited longest");
        this.workers = multi("steadwork.workers", "workers", "Workers that are entered, of all nodes");
        this.up = Gauge.builder("steadwork.backend.up", this, gauges -> gauges.answers)
                .tags(common)
                .description("1 if the backend answered when it was asked last")
                .register(registry);
    }

    private MultiGauge multi(String name, String unit, String description) {
        return MultiGauge.builder(name)
                .baseUnit(unit)
                .tags(common)
                .description(description)
                .register(registry);
    }

    /** Asks the backend. */
    void refresh(JobEngine engine) {
        try {
            List<QueueDepth> depths = engine.jobs().depths();
            List<WorkerRecord> entered = engine.workers().list();
            showJobs(depths);
            showOldest(depths);
            showWorkers(entered);
            answers = 1;
        } catch (RuntimeException silent) {
            answers = 0; // the engine tells of it where it needs the backend itself
            clear();
        }
    }

    /** A queue that has been seen goes on with zeros when it is empty. */
    private void showJobs(List<QueueDepth> depths) {
        seen.values().forEach(states -> states.replaceAll((state, count) -> 0L));
        for (QueueDepth depth : depths) {
            Map<JobState, Long> states = seen.computeIfAbsent(queues.of(depth.queue()), queue -> zeros());
            depth.byState().forEach((state, count) -> states.merge(state, count, Long::sum));
        }
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        seen.forEach((queue, states) -> states.forEach(
                (state, count) -> rows.add(MultiGauge.Row.of(Tags.of("queue", queue, "state", lower(state)), count))));
        jobs.register(rows, true);
    }

    private static Map<JobState, Long> zeros() {
        Map<JobState, Long> zeros = new EnumMap<>(JobState.class);
        ALWAYS.forEach(state -> zeros.put(state, 0L));
        return zeros;
    }

    private void showOldest(List<QueueDepth> depths) {
        Map<String, Double> ages = new TreeMap<>();
        seen.keySet().forEach(queue -> ages.put(queue, 0.0));
        depths.forEach(depth -> ages.merge(queues.of(depth.queue()), seconds(depth.oldestDue()), Math::max));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        ages.forEach((queue, age) -> rows.add(MultiGauge.Row.of(Tags.of("queue", queue), age)));
        oldest.register(rows, true);
    }

    private static double seconds(Optional<Duration> age) {
        return age.map(length -> length.toNanos() / 1e9).orElse(0.0);
    }

    private void showWorkers(List<WorkerRecord> entered) {
        Map<WorkerState, Long> counts = new EnumMap<>(WorkerState.class);
        for (WorkerState state : WorkerState.values()) {
            counts.put(state, 0L);
        }
        entered.forEach(worker -> counts.merge(worker.state(), 1L, Long::sum));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        counts.forEach((state, count) -> rows.add(MultiGauge.Row.of(Tags.of("state", lower(state)), count)));
        workers.register(rows, true);
    }

    private static String lower(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void clear() {
        List.of(jobs, oldest, workers).forEach(gauge -> gauge.register(List.of(), true));
    }

    /** Takes all of it out of the registry. */
    void remove() {
        clear();
        registry.remove(up);
    }
}
