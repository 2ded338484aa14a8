package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators do to jobs: cancel, update, redrive, purge. */
public abstract class OperationsContract extends DoorContract {

    /** For subclasses. */
    protected OperationsContract() {}

    // Cancel

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

    // Update

    @Test
    void aQueuedJobGetsAnotherPriorityQueueAndTags() {
        JobId id = enqueue(Draft.job().tags("old"));
        enqueue(Draft.job().queue("fast").priority(Priority.HIGH));

        int changed = queue.update(
                JobFilter.id(id),
                JobChange.NONE.priority(Priority.URGENT).queue("fast").tags(Set.of("new")),
                10);

        assertThat(changed).isEqualTo(1);
        assertThat(claim(5).claims()).isEmpty();
        Claim first = queue.claim(wishFor("fast")).claims().get(0);
        assertThat(first.job().id()).isEqualTo(id);
        assertThat(first.job()).isInQueue("fast");
        assertThat(first.job().request().priority()).isEqualTo(Priority.URGENT);
        assertThat(first.job().request().tags()).containsExactly("new");
    }

    @Test
    void aQueuedJobCanBePutOffAndBroughtForward() {
        JobId id = enqueue(Draft.job());

        queue.update(JobFilter.id(id), JobChange.NONE.delay(HOUR), 10);
        assertThat(claim(5).claims()).isEmpty();
        queue.update(JobFilter.id(id), JobChange.NONE.delay(Duration.ZERO), 10);

        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    @Test
    void aWaitingJobIsChangedWhereItStands() {
        JobId parent = enqueue(Draft.job());
        JobId child = enqueue(Draft.job().after(parent));

        assertThat(queue.update(JobFilter.id(child), JobChange.NONE.priority(Priority.LOW), 10))
                .isEqualTo(1);

        assertThat(find(child)).hasState(JobState.WAITING);
        assertThat(find(child).request().priority()).isEqualTo(Priority.LOW);
        settle(claimOne(), SUCCESS);
        unblockAll();
        assertThat(claimOne().job().id()).isEqualTo(child);
    }

    @Test
    void whatRunsOrHasEndedIsNotChanged() {
        JobId succeeded = ended(SUCCESS);
        JobId running = enqueue(Draft.job());
        claimOne();

        assertThat(queue.update(JobFilter.ALL, JobChange.NONE.queue("elsewhere"), 10))
                .isZero();

        assertThat(find(succeeded)).isInQueue(Draft.QUEUE);
        assertThat(find(running)).isInQueue(Draft.QUEUE);
    }

    // Redrive

    @Test
    void aRedrivenJobStartsItsCountersAnew() {
        JobId id = enqueue(Draft.job());
        settle(claimOne(), new Outcome.Retry(ERROR, Duration.ZERO));
        settle(claimOne(), FAILURE);

        assertThat(queue.redrive(JobFilter.id(id), JobChange.NONE, 10)).isEqualTo(1);

        assertThat(find(id))
                .hasState(JobState.QUEUED)
                .hasRetriesUsed(0)
                .hasCrashes(0)
                .hasAttempts(2);
        assertThat(find(id).finishedAt()).isEmpty();
        settle(claimOne(), SUCCESS);
        assertThat(find(id)).hasState(JobState.SUCCEEDED).hasAttempts(3);
    }

    @Test
    void aCancelledJobCanBeRedriven() {
        JobId id = enqueue(Draft.job());
        queue.cancel(JobFilter.id(id), "oops", 10);

        assertThat(queue.redrive(JobFilter.id(id), JobChange.NONE, 10)).isEqualTo(1);

        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    @Test
    void onlyWhatFailedOrWasCancelledIsRedriven() {
        JobId succeeded = ended(SUCCESS);
        enqueue(Draft.job());
        claimOne();
        enqueue(Draft.job());

        assertThat(queue.redrive(JobFilter.ALL, JobChange.NONE, 10)).isZero();
        assertThat(find(succeeded)).hasState(JobState.SUCCEEDED);
    }

    @Test
    void aRedriveCanChangeTheJob() {
        JobId id = ended(FAILURE);

        queue.redrive(JobFilter.id(id), JobChange.NONE.queue("slow").delay(HOUR).priority(Priority.LOW), 10);

        assertThat(queue.claim(wishFor("slow")).claims()).isEmpty();
        time.advance(HOUR.plusMinutes(1));
        Claim claim = queue.claim(wishFor("slow")).claims().get(0);
        assertThat(claim.job().id()).isEqualTo(id);
        assertThat(claim.job().request().priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void redriveTakesNoMoreThanItsLimit() {
        for (int i = 0; i < 5; i++) {
            ended(FAILURE);
        }

        assertThat(queue.redrive(JobFilter.ALL, JobChange.NONE, 3)).isEqualTo(3);
        assertThat(queue.redrive(JobFilter.ALL, JobChange.NONE, 3)).isEqualTo(2);
    }

    // Purge

    @Test
    void whatHasEndedLongAgoIsDeleted() {
        JobId old = ended(SUCCESS);
        time.advance(HOUR);
        JobId young = ended(SUCCESS);
        JobId queued = enqueue(Draft.job());

        assertThat(queue.purge(JobFilter.ALL, Duration.ofMinutes(30), 10)).isEqualTo(1);

        assertThat(queue.inspector().find(old)).isEmpty();
        assertThat(find(young)).hasState(JobState.SUCCEEDED);
        assertThat(find(queued)).hasState(JobState.QUEUED);
    }

    @Test
    void purgeTakesOnlyWhatIsMeantAndNoMoreThanItsLimit() {
        JobId failed = ended(FAILURE);
        for (int i = 0; i < 5; i++) {
            ended(SUCCESS);
        }
        JobFilter succeeded = JobFilter.ALL.states(JobState.SUCCEEDED);

        assertThat(queue.purge(succeeded, Duration.ZERO, 3)).isEqualTo(3);
        assertThat(queue.purge(succeeded, Duration.ZERO, 3)).isEqualTo(2);
        assertThat(queue.purge(succeeded, Duration.ZERO, 3)).isZero();
        assertThat(find(failed)).hasState(JobState.FAILED);
    }

    @Test
    void whatAnUnfinishedJobNamesAsAParentIsNotDeleted() {
        JobId parent = ended(SUCCESS);
        JobId child = enqueue(Draft.job().after(parent));
        assertThat(queue.purge(JobFilter.ALL, Duration.ZERO, 10)).isZero();
        Claim claim = claimOne();
        assertThat(queue.purge(JobFilter.ALL, Duration.ZERO, 10)).isZero();

        settle(claim, SUCCESS);

        assertThat(queue.purge(JobFilter.ALL, Duration.ZERO, 10)).isEqualTo(2);
        assertThat(queue.inspector().findAll(List.of(parent, child))).isEmpty();
    }

    @Test
    void aPurgedParentIsUnknown() {
        JobId parent = ended(FAILURE);
        JobId waiting = enqueue(Draft.job().after(parent).policy(ParentPolicy.RUN));
        assertThat(find(waiting)).hasState(JobState.QUEUED);
        settle(claimOne(), SUCCESS);
        queue.purge(JobFilter.ALL, Duration.ZERO, 10);

        assertThatThrownBy(() -> enqueue(Draft.job().after(parent)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parent.toString());
    }

    private static ClaimRequest wishFor(String queue) {
        return new ClaimRequest(WORKER, newToken(), List.of(queue), Set.of(Draft.TYPE), 10, 10);
    }
}
