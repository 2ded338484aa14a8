package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** That a stale worker never wins: every write shows its lease, and counts only where that is current. */
public abstract class FenceContract extends DoorContract {

    private static final Progress HALF = new Progress("reading", 50, OptionalLong.of(100), Duration.ofSeconds(2));
    private static final Payload CHECKPOINT = Draft.payloadOf("row 50");

    /** For subclasses. */
    protected FenceContract() {}

    @Test
    void aLeaseIsSettledOnce() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        settle(claim, SUCCESS);

        SettleReport report = settle(claim, FAILURE);

        assertThat(report.refused()).containsExactly(claim.lease());
        assertThat(find(id)).hasState(JobState.SUCCEEDED);
    }

    @Test
    void aSettleWhoseReplyWasLostCanBeRepeated() {
        for (Outcome outcome : List.of(SUCCESS, FAILURE, new Outcome.Cancelled("enough"))) {
            JobId id = enqueue(Draft.job());
            Claim claim = claimOne();
            settle(claim, outcome);

            SettleReport report = settle(claim, outcome);

            assertThat(report.refused()).isEmpty();
            assertThat(find(id)).hasState(outcome.state());
            assertThat(queue.inspector().attempts(id)).hasSize(1);
        }
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(3);
    }

    @Test
    void aRepeatedSettleChangesNothing() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        settle(claim, SUCCESS);

        SettleReport report = settle(claim, new Outcome.Succeeded(Draft.payloadOf("another result")));

        assertThat(report.refused()).isEmpty();
        assertThat(find(id).result()).isEqualTo(Draft.payloadOf("result"));
    }

    @Test
    void aJobThatHasEndedWithoutItsWorkerDoesNotTakeItsSettleForARepeatedOne() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        settle(claim, new Outcome.Retry(ERROR, Duration.ZERO));
        queue.cancel(JobFilter.id(id), "not needed", 1);

        assertThat(settle(claim, new Outcome.Cancelled("late")).refused()).containsExactly(claim.lease());
    }

    @Test
    void theSameLeaseTwiceInABatchIsSettledByTheFirst() {
        JobId id = enqueue(Draft.job());
        Lease lease = claimOne().lease();

        SettleReport report = queue.settle(
                List.of(new Settlement(lease, SUCCESS, Duration.ZERO), new Settlement(lease, FAILURE, Duration.ZERO)));

        assertThat(find(id)).hasState(JobState.SUCCEEDED);
        assertThat(report.refused()).isSubsetOf(lease);
    }

    @Test
    void aBatchSettlesWhatIsCurrentAndRefusesTheRest() {
        List<JobId> ids = enqueueAll(Draft.job(), Draft.job(), Draft.job());
        List<Claim> claims = claim(5).claims();
        settle(claims.get(1), SUCCESS);

        SettleReport report = queue.settle(claims.stream()
                .map(claim -> new Settlement(claim.lease(), FAILURE, Duration.ofSeconds(1)))
                .toList());

        assertThat(report.refused()).containsExactly(claims.get(1).lease());
        assertThat(find(ids.get(0))).hasState(JobState.FAILED);
        assertThat(find(ids.get(1))).hasState(JobState.SUCCEEDED);
        assertThat(find(ids.get(2))).hasState(JobState.FAILED);
    }

    @Test
    void aTokenThatNobodyGaveOutIsRefused() {
        JobId id = enqueue(Draft.job());
        claimOne();
        Lease forged = new Lease(id, newToken());
        Lease unknown = new Lease(JobId.create(), newToken());

        SettleReport report = queue.settle(List.of(
                new Settlement(forged, SUCCESS, Duration.ZERO), new Settlement(unknown, SUCCESS, Duration.ZERO)));

        assertThat(report.refused()).containsExactlyInAnyOrder(forged, unknown);
        assertThat(find(id)).hasState(JobState.RUNNING);
    }

    @Test
    void aWorkerThatWasTakenForDeadIsRefusedWhateverItSays() {
        JobId id = enqueue(Draft.job());
        Claim stale = claimOne();
        die(WORKER);

        for (Outcome outcome : everyOutcome()) {
            assertThat(settle(stale, outcome).refused()).containsExactly(stale.lease());
        }
        assertThat(extend(stale, HALF, CHECKPOINT).lost()).containsExactly(stale.lease());

        assertThat(find(id)).hasState(JobState.QUEUED).hasRetriesUsed(0);
        assertThat(find(id).progress()).isEqualTo(Progress.NONE);
        assertThat(find(id).checkpoint()).isEqualTo(Payload.NOTHING);
    }

    @Test
    void aStaleWorkerCannotOverwriteItsSuccessor() {
        JobId id = enqueue(Draft.job());
        Claim stale = claimOne();
        die(WORKER);
        register(OTHER);
        Claim current = claimOne(OTHER);

        for (Outcome outcome : everyOutcome()) {
            assertThat(settle(stale, outcome).refused()).containsExactly(stale.lease());
        }
        assertThat(extend(stale, HALF, CHECKPOINT).lost()).containsExactly(stale.lease());
        assertThat(find(id)).hasState(JobState.RUNNING);

        assertThat(settle(current, SUCCESS).refused()).isEmpty();
        assertThat(find(id)).hasState(JobState.SUCCEEDED);
    }

    @Test
    void theSameAttemptNumberUnderANewTokenIsAnotherLease() {
        enqueue(Draft.job());
        Claim first = claimOne();
        settle(first, new Outcome.Released("shutdown", false));
        Claim second = claimOne();
        assertThat(second.job().counters().attempt())
                .isEqualTo(first.job().counters().attempt());

        assertThat(settle(first, SUCCESS).refused()).containsExactly(first.lease());
        assertThat(find(second.job().id())).hasState(JobState.RUNNING);
        assertThat(settle(second, SUCCESS).refused()).isEmpty();
    }

    @Test
    void aRedrivenJobDoesNotListenToItsOldWorker() {
        JobId id = enqueue(Draft.job());
        Claim old = claimOne();
        settle(old, FAILURE);
        queue.redrive(JobFilter.id(id), JobChange.NONE, 10);

        assertThat(settle(old, SUCCESS).refused()).containsExactly(old.lease());
        assertThat(find(id)).hasState(JobState.QUEUED);
        claimOne();
        assertThat(settle(old, SUCCESS).refused()).containsExactly(old.lease());
        assertThat(find(id)).hasState(JobState.RUNNING);
    }

    @Test
    void extendTellsWhichLeasesAreLost() {
        enqueueAll(Draft.job(), Draft.job());
        List<Claim> claims = claim(5).claims();
        settle(claims.get(0), SUCCESS);

        LeaseReport report = queue.extend(
                claims.stream().map(claim -> LeaseUpdate.check(claim.lease())).toList());

        assertThat(report.lost()).containsExactly(claims.get(0).lease());
    }

    private LeaseReport extend(Claim claim, Progress progress, Payload checkpoint) {
        return queue.extend(List.of(new LeaseUpdate(claim.lease(), Optional.of(progress), Optional.of(checkpoint))));
    }

    private static List<Outcome> everyOutcome() {
        return List.of(
                SUCCESS,
                FAILURE,
                new Outcome.Retry(ERROR, Duration.ZERO),
                new Outcome.Cancelled("late"),
                new Outcome.Snoozed(Duration.ZERO),
                new Outcome.Waiting(List.of(Draft.job().request())),
                new Outcome.Released("late", true),
                new Outcome.Released("late", false));
    }
}
