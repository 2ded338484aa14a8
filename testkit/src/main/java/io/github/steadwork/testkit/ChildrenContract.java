package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.StoredRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that call others while they run, and wait for them without holding a lease. */
public abstract class ChildrenContract extends DoorContract {

    /** For subclasses. */
    protected ChildrenContract() {}

    @Test
    void aJobThatWaitsForChildrenHoldsNoLeaseAndRunsAgainWhenTheyHaveEnded() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        Draft one = Draft.job();
        Draft two = Draft.job();

        settle(claim, new Outcome.Waiting(List.of(one.request(), two.request())));

        assertThat(find(id))
                .hasState(JobState.WAITING)
                .isNotLeased()
                .hasRetriesUsed(0)
                .hasAttempts(1);
        assertThat(find(id).request().parents()).containsExactlyInAnyOrder(one.id(), two.id());
        List<Claim> children = claim(5).claims();
        assertThat(ids(children)).containsExactly(one.id(), two.id());
        settle(children.get(0), SUCCESS);
        unblockAll();
        assertThat(find(id)).hasState(JobState.WAITING);
        assertThat(settle(children.get(1), SUCCESS).mayUnblock()).isTrue();
        unblockAll();
        Claim again = claimOne();
        assertThat(again.job().id()).isEqualTo(id);
        assertThat(again.job()).hasAttempts(2);
    }

    @Test
    void theResultsOfChildrenCanBeRead() {
        enqueue(Draft.job());
        Draft child = Draft.job();
        settle(claimOne(), new Outcome.Waiting(List.of(child.request())));
        settle(claimOne(), SUCCESS);
        unblockAll();

        JobRecord again = claimOne().job();

        assertThat(queue.inspector().findAll(again.request().parents()))
                .extracting(job -> job.result().text())
                .containsExactly("result");
    }

    @Test
    void childrenThatFailDoNotKeepTheirJobFromRunning() {
        JobId id = enqueue(Draft.job());
        settle(claimOne(), new Outcome.Waiting(List.of(Draft.job().request())));
        settle(claimOne(), FAILURE);
        unblockAll();

        assertThat(find(id)).hasState(JobState.QUEUED);
    }

    @Test
    void aJobMayWaitForChildrenAgain() {
        JobId parent = ended(SUCCESS);
        JobId id = enqueue(Draft.job().after(parent));
        for (int round = 0; round < 3; round++) {
            settle(claimOne(), new Outcome.Waiting(List.of(Draft.job().request())));
            settle(claimOne(), SUCCESS);
            unblockAll();
        }

        assertThat(find(id)).hasState(JobState.QUEUED).hasAttempts(3);
        assertThat(find(id).request().parents()).hasSize(4).contains(parent);
    }

    @Test
    void childrenMayWaitForEachOther() {
        JobId id = enqueue(Draft.job());
        Draft map = Draft.job();
        Draft reduce = Draft.job().after(map.id());
        settle(claimOne(), new Outcome.Waiting(List.of(map.request(), reduce.request())));

        assertThat(find(reduce.id())).hasState(JobState.WAITING);
        settle(claimOne(), SUCCESS);
        unblockAll();
        settle(claimOne(), SUCCESS);
        unblockAll();

        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    @Test
    void childrenThatAreStoredAlreadyAreWaitedForAsTheyAre() {
        JobId known = ended(SUCCESS);
        JobId id = enqueue(Draft.job());
        StoredRequest again = StoredRequest.simple(known, Draft.TYPE, Draft.QUEUE, Draft.payloadOf("again"));

        settle(claimOne(), new Outcome.Waiting(List.of(again)));
        unblockAll();

        assertThat(find(known)).hasState(JobState.SUCCEEDED);
        assertThat(find(id)).hasState(JobState.QUEUED);
    }

    @Test
    void aChildForWhichAnEarlierJobStandsIsNotStored() {
        JobId earlier = enqueue(Draft.job().type("aside").unique(UniqueRule.whileUnfinished("k")));
        JobId id = enqueue(Draft.job());
        Draft child = Draft.job().type("aside").unique(UniqueRule.whileUnfinished("k"));

        settle(claimOne(), new Outcome.Waiting(List.of(child.request())));

        assertThat(queue.inspector().find(child.id())).isEmpty();
        assertThat(find(id).request().parents()).containsExactly(earlier);
    }

    @Test
    void childrenThatCannotBeEnqueuedFailTheirJob() {
        JobId id = enqueue(Draft.job());
        JobId unknown = JobId.create();

        SettleReport report = settle(
                claimOne(),
                new Outcome.Waiting(List.of(
                        Draft.job().request(), Draft.job().after(unknown).request())));

        assertThat(report.refused()).isEmpty();
        assertThat(find(id)).hasState(JobState.FAILED).hasErrorContaining(unknown.toString());
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
    }

    @Test
    void aChildThatWaitsForItsOwnParentFailsThatParent() {
        JobId id = enqueue(Draft.job());

        settle(claimOne(), new Outcome.Waiting(List.of(Draft.job().after(id).request())));

        assertThat(find(id)).hasState(JobState.FAILED).hasErrorContaining(id.toString());
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
    }

    @Test
    void aWaitingJobCanBeCancelledAndItsChildrenGoOn() {
        JobId id = enqueue(Draft.job());
        Draft child = Draft.job();
        settle(claimOne(), new Outcome.Waiting(List.of(child.request())));

        queue.cancel(JobFilter.id(id), "not needed", 10);

        assertThat(find(id)).hasState(JobState.CANCELLED);
        settle(claimOne(), SUCCESS);
        unblockAll();
        assertThat(find(child.id())).hasState(JobState.SUCCEEDED);
        assertThat(find(id)).hasState(JobState.CANCELLED);
    }
}
