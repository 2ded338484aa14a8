package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How jobs are called off, and what a running one has to say to that. */
public abstract class CancelContract extends DoorContract {

    /** For subclasses. */
    protected CancelContract() {}

    @Test
    void aJobThatIsNotRunningIsCancelledAtOnce() {
        JobId queued = enqueue(Draft.job());
        JobId delayed = enqueue(Draft.job().delay(HOUR));
        JobId waiting = enqueue(Draft.job().after(queued));

        CancelReport report = queue.cancel(JobFilter.ALL, "not needed", 10);

        assertThat(report).isEqualTo(new CancelReport(3, 0));
        for (JobId id : List.of(queued, delayed, waiting)) {
            assertThat(find(id)).hasState(JobState.CANCELLED).hasErrorContaining("not needed");
            assertThat(find(id).finishedAt()).isPresent();
        }
        time.advance(HOUR.plusMinutes(1));
        assertThat(claim(5).claims()).isEmpty();
    }

    @Test
    void aRunningJobIsAskedToEnd() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();

        CancelReport report = queue.cancel(JobFilter.id(id), "not needed", 10);

        assertThat(report).isEqualTo(new CancelReport(0, 1));
        assertThat(find(id)).hasState(JobState.RUNNING);
        assertThat(find(id).lease().orElseThrow().cancelReason()).contains("not needed");
        assertThat(queue.extend(List.of(LeaseUpdate.check(claim.lease()))).cancelRequested())
                .containsEntry(id, "not needed")
                .hasSize(1);
        settle(claim, new Outcome.Cancelled("not needed"));
        assertThat(find(id)).hasState(JobState.CANCELLED);
    }

    @Test
    void aJobIsAskedToEndOnce() {
        JobId id = enqueue(Draft.job());
        claimOne();
        queue.cancel(JobFilter.id(id), "first", 10);

        assertThat(queue.cancel(JobFilter.id(id), "second", 10)).isEqualTo(new CancelReport(0, 0));

        assertThat(find(id).lease().orElseThrow().cancelReason()).contains("first");
    }

    @Test
    void aSuccessAfterACancelRequestStaysOne() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        queue.cancel(JobFilter.id(id), "too late", 10);

        settle(claim, SUCCESS);

        assertThat(find(id)).hasState(JobState.SUCCEEDED);
    }

    @Test
    void aFailureAfterACancelRequestStaysOne() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        queue.cancel(JobFilter.id(id), "too late", 10);

        settle(claim, FAILURE);

        assertThat(find(id)).hasState(JobState.FAILED);
        assertThat(find(id).error()).contains(ERROR);
    }

    @Test
    void aJobThatWasAskedToEndIsNotQueuedAgain() {
        for (Outcome outcome : List.of(
                new Outcome.Retry(ERROR, Duration.ZERO),
                new Outcome.Snoozed(Duration.ZERO),
                new Outcome.Waiting(List.of(Draft.job().request())),
                new Outcome.Released("shutdown", true),
                new Outcome.Released("shutdown", false))) {
            JobId id = enqueue(Draft.job());
            Claim claim = claimOne();
            queue.cancel(JobFilter.id(id), "not needed", 10);

            settle(claim, outcome);

            assertThat(find(id)).hasState(JobState.CANCELLED).hasErrorContaining("not needed");
            assertThat(claim(5).claims()).isEmpty();
        }
    }

    @Test
    void whatHasEndedIsNotCancelled() {
        JobId succeeded = ended(SUCCESS);
        JobId failed = ended(FAILURE);

        assertThat(queue.cancel(JobFilter.ALL, "too late", 10)).isEqualTo(new CancelReport(0, 0));

        assertThat(find(succeeded)).hasState(JobState.SUCCEEDED);
        assertThat(find(failed)).hasState(JobState.FAILED);
    }

    @Test
    void cancelTakesNoMoreThanItsLimitAndOnlyWhatIsMeant() {
        for (int i = 0; i < 5; i++) {
            enqueue(Draft.job().tags("bulk"));
        }
        JobId other = enqueue(Draft.job());

        assertThat(queue.cancel(JobFilter.ALL.tags("bulk"), "no", 3).cancelled())
                .isEqualTo(3);
        assertThat(queue.cancel(JobFilter.ALL.tags("bulk"), "no", 3).cancelled())
                .isEqualTo(2);
        assertThat(find(other)).hasState(JobState.QUEUED);
    }
}
