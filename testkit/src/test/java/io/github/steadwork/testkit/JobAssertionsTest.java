package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.retry.ErrorKind;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class JobAssertionsTest {

    private static final JobRecord JOB = new JobRecord(
            Draft.job().request(),
            JobState.FAILED,
            Instant.EPOCH,
            new JobRecord.Counters(4, 3, 2, 1),
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            Optional.empty(),
            Optional.of(ErrorInfo.of("java.io.IOException", "no route", ErrorKind.TRANSIENT)),
            Draft.payloadOf("result"),
            Payload.NOTHING,
            Progress.NONE);

    @Test
    void whatIsTrueOfTheJobHolds() {
        assertThat(JOB)
                .hasState(JobState.FAILED)
                .hasAttempts(4)
                .hasRetriesUsed(3)
                .hasCrashes(2)
                .hasSnoozes(1)
                .isInQueue(Draft.QUEUE)
                .isNotLeased()
                .hasErrorContaining("no route")
                .hasErrorContaining("IOException")
                .hasResult("result");
    }

    @Test
    void whatIsNotTrueIsToldWithTheWholeJob() {
        assertThatThrownBy(() -> assertThat(JOB).hasState(JobState.SUCCEEDED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected state to be <SUCCEEDED> but it is <FAILED>")
                .hasMessageContaining(JOB.id().toString())
                .hasMessageContaining("no route");
        assertFails(() -> assertThat(JOB).hasAttempts(3));
        assertFails(() -> assertThat(JOB).hasRetriesUsed(2));
        assertFails(() -> assertThat(JOB).hasCrashes(1));
        assertFails(() -> assertThat(JOB).hasSnoozes(0));
        assertFails(() -> assertThat(JOB).isInQueue("other"));
        assertFails(() -> assertThat(JOB).isLeased());
        assertFails(() -> assertThat(JOB).hasErrorContaining("timeout"));
        assertFails(() -> assertThat(JOB).hasNoError());
        assertFails(() -> assertThat(JOB).hasResult("other"));
    }

    private static void assertFails(ThrowingCallable assertion) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(JOB.id().toString());
    }
}
