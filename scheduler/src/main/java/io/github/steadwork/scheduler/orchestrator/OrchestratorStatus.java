package io.github.steadwork.scheduler.orchestrator;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All pipelines of an orchestrator, as they were at one moment.
 *
 * @param at that moment, by the backend's clock
 * @param pipelines all of them, by name
 */
public record OrchestratorStatus(Instant at, List<PipelineView> pipelines) {

    /** Makes the list immutable. */
    public OrchestratorStatus {
        pipelines = List.copyOf(pipelines);
    }

    /** Those that are RUNNING. */
    public List<PipelineView> running() {
        return pipelines.stream()
                .filter(pipeline -> pipeline.status() == PipelineStatus.RUNNING)
                .toList();
    }

    /** When the next one may have its turn; empty if none waits and none will be due. */
    public Optional<Instant> nextRun() {
        return pipelines.stream()
                .flatMap(pipeline -> pipeline.nextRun().stream())
                .min(Instant::compareTo);
    }

    /** The run that has ended last; empty if none has. */
    public Optional<PipelineRun> lastRun() {
        return pipelines.stream()
                .flatMap(pipeline -> pipeline.lastRun().stream())
                .max(Comparator.comparing(PipelineRun::endedAt));
    }

    /** How many stand where; all statuses are named. */
    public Map<PipelineStatus, Integer> counts() {
        Map<PipelineStatus, Integer> counts = new EnumMap<>(PipelineStatus.class);
        for (PipelineStatus status : PipelineStatus.values()) {
            counts.put(status, 0);
        }
        pipelines.forEach(pipeline -> counts.merge(pipeline.status(), 1, Integer::sum));
        return counts;
    }
}
