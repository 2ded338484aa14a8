package io.github.steadwork.job;

import static io.github.steadwork.job.JobState.CANCELLED;
import static io.github.steadwork.job.JobState.FAILED;
import static io.github.steadwork.job.JobState.QUEUED;
import static io.github.steadwork.job.JobState.RUNNING;
import static io.github.steadwork.job.JobState.SUCCEEDED;
import static io.github.steadwork.job.JobState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JobStateTest {

    private static final Map<JobState, Set<JobState>> MOVES = Map.of(
            WAITING, Set.of(QUEUED, FAILED, CANCELLED),
            QUEUED, Set.of(RUNNING, FAILED, CANCELLED),
            RUNNING, Set.of(WAITING, QUEUED, SUCCEEDED, FAILED, CANCELLED),
            SUCCEEDED, Set.of(),
            FAILED, Set.of(QUEUED, WAITING),
            CANCELLED, Set.of(QUEUED, WAITING));

    @ParameterizedTest
    @EnumSource
    void theseMovesAreLegalAndNoOthers(JobState from) {
        Set<JobState> legal =
                Arrays.stream(JobState.values()).filter(from::canBecome).collect(Collectors.toSet());

        assertThat(legal).isEqualTo(MOVES.get(from));
    }

    @Test
    void aFinalStateIsOneThatOnlyARedriveLeaves() {
        assertThat(Arrays.stream(JobState.values()).filter(JobState::isFinal))
                .containsExactly(SUCCEEDED, FAILED, CANCELLED);
    }
}
