package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that wait for others that they were enqueued after. */
public abstract class ParentContract extends DoorContract {

    private static final Outcome CANCELLED = new Outcome.Cancelled("not needed");

    /** For subclasses. */
    protected ParentContract() {}

    @Test
    void aJobWaitsUntilItsParentHasEnded() {
        JobId parent = enqueue(Draft.job());
        JobId child = enqueue(Draft.job().after(parent));
        assertThat(find(child)).hasState(JobState.WAITING);
        unblockAll();
        assertThat(find(child)).hasState(JobState.WAITING);
        Claim claim = claimOne();
        unblockAll();
        assertThat(find(child)).hasState(JobState.WAITING);

        SettleReport report = settle(claim, SUCCESS);

        assertThat(report.mayUnblock()).isTrue();
        assertThat(queue.unblock(100)).isEqualTo(1);
        assertThat(find(child)).hasState(JobState.QUEUED);
        assertThat(claimOne().job().id()).isEqualTo(child);
    }

    @Test
    void aJobWaitsForAllItsParents() {
        List<JobId> parents = enqueueAll(Draft.job(), Draft.job(), Draft.job());
        JobId child = enqueue(Draft.job().after(parents.toArray(JobId[]::new)));
        List<Claim> claims = claim(5).claims();

        settle(claims.get(2), SUCCESS);
        settle(claims.get(0), SUCCESS);
        unblockAll();
        assertThat(find(child)).hasState(JobState.WAITING);
        settle(claims.get(1), SUCCESS);
        unblockAll();

        assertThat(find(child)).hasState(JobState.QUEUED);
        assertThat(find(child).request().parents()).containsExactlyInAnyOrderElementsOf(parents);
    }

    @Test
    void aParentMayStandInTheSameBatchBeforeOrAfterItsChild() {
        Draft first = Draft.job();
        Draft second = Draft.job();
        Draft third = Draft.job();

        enqueueAll(second.after(first.id()), first, third.after(second.id(), first.id()));

        assertThat(find(first.id())).hasState(JobState.QUEUED);
        for (Draft next : List.of(first, second, third)) {
            Claim claim = claimOne();
            assertThat(claim.job().id()).isEqualTo(next.id());
            settle(claim, SUCCESS);
            unblockAll();
        }
    }

    @Test
    void aRetryOfTheParentIsNotItsEnd() {
        JobId parent = enqueue(Draft.job());
        JobId child = enqueue(Draft.job().after(parent));

        settle(claimOne(), new Outcome.Retry(ERROR, Duration.ZERO));
        unblockAll();

        assertThat(find(child)).hasState(JobState.WAITING);
    }

    @Test
    void aParentThatSucceededBeforeIsNotWaitedFor() {
        JobId parent = ended(SUCCESS);

        assertThat(find(enqueue(Draft.job().after(parent)))).hasState(JobState.QUEUED);
    }

    @Test
    void aParentThatDidNotSucceedBeforeSpoilsItsChild() {
        JobId parent = ended(FAILURE);
        JobId fails = enqueue(Draft.job().after(parent).policy(ParentPolicy.FAIL));
        JobId called = enqueue(Draft.job().after(parent).policy(ParentPolicy.CANCEL));
        JobId runs = enqueue(Draft.job().after(parent).policy(ParentPolicy.RUN));

        unblockAll();

        assertThat(find(fails)).hasState(JobState.FAILED);
        assertThat(find(called)).hasState(JobState.CANCELLED);
        assertThat(find(runs)).hasState(JobState.QUEUED);
    }

    @Test
    void thePolicyDecidesWhatAFailedParentMeans() {
        assertFates(FAILURE);
    }

    @Test
    void thePolicyDecidesWhatACancelledParentMeans() {
        assertFates(CANCELLED);
    }

    private void assertFates(Outcome ofParent) {
        JobId parent = enqueue(Draft.job());
        JobId fails = enqueue(Draft.job().after(parent).policy(ParentPolicy.FAIL));
        JobId called = enqueue(Draft.job().after(parent).policy(ParentPolicy.CANCEL));
        JobId runs = enqueue(Draft.job().after(parent).policy(ParentPolicy.RUN));

        settle(claimOne(), ofParent);
        unblockAll();

        assertThat(find(fails)).hasState(JobState.FAILED).hasErrorContaining(parent.toString());
        assertThat(find(fails).finishedAt()).isPresent();
        assertThat(find(called)).hasState(JobState.CANCELLED).hasErrorContaining(parent.toString());
        assertThat(find(runs)).hasState(JobState.QUEUED);
    }

    @Test
    void aFailedParentIsNotWaitedOutButRunWaitsForAll() {
        List<JobId> parents = enqueueAll(Draft.job(), Draft.job());
        JobId fails = enqueue(Draft.job().after(parents.get(0), parents.get(1)));
        JobId runs = enqueue(Draft.job().after(parents.get(0), parents.get(1)).policy(ParentPolicy.RUN));
        List<Claim> claims = claim(5).claims();

        settle(claims.get(0), FAILURE);
        unblockAll();

        assertThat(find(fails)).hasState(JobState.FAILED);
        assertThat(find(runs)).hasState(JobState.WAITING);
        settle(claims.get(1), SUCCESS);
        unblockAll();
        assertThat(find(runs)).hasState(JobState.QUEUED);
    }

    @Test
    void whatRunsAnywayWaitsForAllInWhateverOrderTheyEnd() {
        List<JobId> parents = enqueueAll(Draft.job(), Draft.job(), Draft.job(), Draft.job());
        JobId child = enqueue(Draft.job().after(parents.toArray(JobId[]::new)).policy(ParentPolicy.RUN));
        List<Claim> claims = claim(5).claims();
        for (int last : List.of(3, 0, 2)) {
            settle(claims.get(last), FAILURE);
            unblockAll();
            assertThat(find(child)).hasState(JobState.WAITING);
        }
        queue.redrive(JobFilter.id(claims.get(3).job().id()), JobChange.NONE, 10);
        settle(claims.get(1), SUCCESS);
        unblockAll();
        assertThat(find(child)).hasState(JobState.WAITING);

        settle(claimOne(), SUCCESS);
        unblockAll();

        assertThat(find(child)).hasState(JobState.QUEUED);
    }

    @Test
    void aFailureGoesDownAChain() {
        JobId first = enqueue(Draft.job());
        JobId second = enqueue(Draft.job().after(first));
        JobId third = enqueue(Draft.job().after(second));

        settle(claimOne(), FAILURE);
        unblockAll();

        assertThat(find(second)).hasState(JobState.FAILED);
        assertThat(find(third)).hasState(JobState.FAILED).hasErrorContaining(second.toString());
    }

    @Test
    void aParentThatWasCancelledWhileQueuedHasEnded() {
        JobId parent = enqueue(Draft.job());
        JobId child = enqueue(Draft.job().after(parent).policy(ParentPolicy.RUN));

        queue.cancel(JobFilter.id(parent), "not needed", 10);
        unblockAll();

        assertThat(find(child)).hasState(JobState.QUEUED);
    }

    @Test
    void aRedrivenParentIsWaitedForAgain() {
        List<JobId> parents = enqueueAll(Draft.job(), Draft.job());
        JobId child = enqueue(Draft.job().after(parents.get(0), parents.get(1)).policy(ParentPolicy.RUN));
        List<Claim> claims = claim(5).claims();
        settle(claims.get(0), FAILURE);
        queue.redrive(JobFilter.id(parents.get(0)), JobChange.NONE, 10);
        settle(claims.get(1), SUCCESS);
        unblockAll();
        assertThat(find(child)).hasState(JobState.WAITING);

        settle(claimOne(), SUCCESS);
        unblockAll();

        assertThat(find(child)).hasState(JobState.QUEUED);
    }

    @Test
    void aDelayStillCountsAfterTheParentsHaveEnded() {
        JobId parent = enqueue(Draft.job());
        JobId child = enqueue(Draft.job().after(parent).delay(HOUR));
        settle(claimOne(), SUCCESS);
        unblockAll();

        assertThat(find(child)).hasState(JobState.QUEUED);
        assertThat(claim(5).claims()).isEmpty();
        time.advance(HOUR.plusMinutes(1));
        assertThat(claimOne().job().id()).isEqualTo(child);
    }

    @Test
    void unblockMovesNoMoreThanItsLimit() {
        JobId parent = enqueue(Draft.job());
        for (int i = 0; i < 5; i++) {
            enqueue(Draft.job().after(parent));
        }
        settle(claimOne(), SUCCESS);

        assertThat(queue.unblock(3)).isEqualTo(3);
        assertThat(claim(10).claims()).hasSize(3);
        assertThat(queue.unblock(3)).isEqualTo(2);
        assertThat(queue.unblock(3)).isZero();
    }

    @Test
    void manyChildrenOfManyParentsAllRun() {
        List<JobId> parents = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            parents.add(enqueue(Draft.job()));
        }
        for (int i = 0; i < 50; i++) {
            enqueue(Draft.job().after(parents.toArray(JobId[]::new)));
        }
        for (Claim claim : claim(100).claims()) {
            settle(claim, SUCCESS);
        }
        unblockAll();

        assertThat(claim(100).claims()).hasSize(50);
    }

    @Test
    void anUnknownParentIsRefusedByName() {
        JobId unknown = JobId.create();

        assertThatThrownBy(() -> enqueue(
                        Draft.job().request(), Draft.job().after(unknown).request()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(unknown.toString());

        assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
    }

    @Test
    void aCircleIsRefused() {
        Draft first = Draft.job();
        Draft second = Draft.job();
        Draft third = Draft.job();

        assertThatThrownBy(() -> enqueueAll(
                        Draft.job(), first.after(third.id()), second.after(first.id()), third.after(second.id())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> enqueueAll(first.after(first.id()))).isInstanceOf(IllegalArgumentException.class);

        assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
    }

    @Test
    void aChildWaitsForTheJobThatStandsForItsParent() {
        Draft once = Draft.job().unique(UniqueRule.whileUnfinished("k"));
        JobId earlier = enqueue(once);
        Draft newer = Draft.job().unique(UniqueRule.whileUnfinished("k"));
        Draft child = Draft.job().after(newer.id());

        enqueueAll(newer, child);

        assertThat(find(child.id())).hasState(JobState.WAITING);
        assertThat(find(child.id()).request().parents()).containsExactly(earlier);
        settle(claimOne(), SUCCESS);
        unblockAll();
        assertThat(find(child.id())).hasState(JobState.QUEUED);
    }

    @Test
    void aRedrivenJobWaitsForParentsThatAreRedrivenWithIt() {
        Draft parent = Draft.job();
        Draft child = Draft.job().after(parent.id());
        Draft grandchild = Draft.job().after(child.id()).policy(ParentPolicy.CANCEL);
        enqueueAll(parent, child, grandchild);
        settle(claimOne(), FAILURE);
        unblockAll();
        assertThat(stateOf(grandchild.id())).isEqualTo(JobState.CANCELLED);

        int redriven =
                queue.redrive(JobFilter.ids(List.of(parent.id(), child.id(), grandchild.id())), JobChange.NONE, 10);

        assertThat(redriven).isEqualTo(3);
        for (Draft next : List.of(parent, child, grandchild)) {
            unblockAll();
            Claim claim = claimOne();
            assertThat(claim.job().id()).isEqualTo(next.id());
            settle(claim, SUCCESS);
        }
    }

    @Test
    void aRedrivenJobWhoseParentsHaveEndedIsQueuedAtOnce() {
        JobId parent = enqueue(Draft.job());
        JobId child = enqueue(Draft.job().after(parent));
        settle(claimOne(), FAILURE);
        unblockAll();

        queue.redrive(JobFilter.id(child), JobChange.NONE, 10);

        assertThat(claimOne().job().id()).isEqualTo(child);
    }

    @Test
    void whatMakesUpForAFailureRunsWhenAllHaveEndedAndOneHasFailed() {
        JobId first = enqueue(Draft.job());
        JobId second = enqueue(Draft.job());
        JobId remedy = enqueue(Draft.job().after(first, second).policy(ParentPolicy.RUN_IF_FAILED));
        List<Claim> parents = claim(10).claims();
        settle(parents.get(0), FAILURE);
        unblockAll();
        assertThat(stateOf(remedy)).isEqualTo(JobState.WAITING);

        settle(parents.get(1), SUCCESS);
        unblockAll();

        assertThat(claimOne().job().id()).isEqualTo(remedy);
    }

    @Test
    void whatMakesUpForAFailureIsCancelledWhereThereIsNone() {
        JobId parent = enqueue(Draft.job());
        JobId before = enqueue(Draft.job().after(parent).policy(ParentPolicy.RUN_IF_FAILED));
        settle(claimOne(), SUCCESS);
        JobId after = enqueue(Draft.job().after(parent).policy(ParentPolicy.RUN_IF_FAILED));
        unblockAll();

        assertThat(stateOf(before)).isEqualTo(JobState.CANCELLED);
        assertThat(stateOf(after)).isEqualTo(JobState.CANCELLED);
    }
}
