package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators do to jobs beside calling them off: update, redrive, purge. */
public abstract class OperationsContract extends DoorContract {

    /** For subclasses. */
    protected OperationsContract() {}

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
