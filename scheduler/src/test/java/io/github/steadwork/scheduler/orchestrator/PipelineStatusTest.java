package io.github.steadwork.scheduler.orchestrator;

import static io.github.steadwork.scheduler.orchestrator.PipelineStatus.FAILED;
import static io.github.steadwork.scheduler.orchestrator.PipelineStatus.FINISHED;
import static io.github.steadwork.scheduler.orchestrator.PipelineStatus.NOT_STARTED;
import static io.github.steadwork.scheduler.orchestrator.PipelineStatus.PAUSED;
import static io.github.steadwork.scheduler.orchestrator.PipelineStatus.PENDING;
import static io.github.steadwork.scheduler.orchestrator.PipelineStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PipelineStatusTest {

    @Test
    void theseMovesAreLegalAndNoOthers() {
        Map<PipelineStatus, Set<PipelineStatus>> legal = Map.of(
                NOT_STARTED, Set.of(PENDING, PAUSED),
                PENDING, Set.of(RUNNING, PAUSED),
                RUNNING, Set.of(FINISHED, FAILED, PENDING),
                FINISHED, Set.of(PENDING, PAUSED),
                FAILED, Set.of(PENDING, PAUSED),
                PAUSED, Set.of(PENDING, FINISHED));

        legal.forEach((from, to) -> assertThat(Arrays.stream(PipelineStatus.values())
                        .filter(from::canBecome)
                        .collect(Collectors.toSet()))
                .as("from %s", from)
                .isEqualTo(to));
    }

    @Test
    void anIllegalMoveIsRefused() {
        Entry fresh = Entry.create(Instant.EPOCH);

        assertThatThrownBy(() -> fresh.unpausedAsFinished(Instant.EPOCH, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NOT_STARTED");
    }
}
