package io.github.steadwork.scheduler.orchestrator;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is told of entries. */
final class Views {

    private Views() {}

    static PipelineView of(String name, Entry entry, @Nullable Pipeline pipeline, Board board) {
        return new PipelineView(
                name,
                entry.status(),
                entry.since(),
                entry.message(),
                entry.work().map(Entry.Work::job),
                pipeline == null ? Optional.empty() : nextRun(entry, pipeline),
                pipeline == null ? Set.of() : waitsFor(pipeline, board),
                entry.retries(),
                entry.last(),
                entry.metrics());
    }

    private static Optional<Instant> nextRun(Entry entry, Pipeline pipeline) {
        return switch (entry.status()) {
            case NOT_STARTED -> Optional.of(entry.since());
            case PENDING -> entry.turn().map(Entry.Turn::notBefore);
            case FINISHED -> Optional.of(entry.since().plus(pipeline.interval()));
            case FAILED ->
                Optional.of(entry.since().plus(pipeline.fastRecovery()))
                        .filter(again -> entry.retries() < pipeline.maxRetries());
            case RUNNING, PAUSED -> Optional.empty();
        };
    }

    private static Set<String> waitsFor(Pipeline pipeline, Board board) {
        return pipeline.dependencies().stream()
                .filter(name -> board.get(name).status() != PipelineStatus.FINISHED)
                .collect(Collectors.toUnmodifiableSet());
    }
}
