package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.WhenFull;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At most so many at a time. */
public abstract class LimitContract extends DoorContract {

    private static final Limit ONE = Limit.ofKey("key", 1);
    private static final Limit TWO = Limit.ofKey("key", 2);

    /** For subclasses. */
    protected LimitContract() {}

    private List<JobId> several(int jobs, Draft like) {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            ids.add(enqueue(like.fresh()));
        }
        return ids;
    }

    @Test
    void noMoreJobsWithAKeyAreClaimedThanItsLimitAllows() {
        List<JobId> ids = several(5, Draft.job().limit(TWO));

        List<Claim> first = claim(10).claims();

        assertThat(ids(first)).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(claim(10).claims()).isEmpty();
        settle(first.get(0), SUCCESS);
        assertThat(ids(claim(10).claims())).containsExactly(ids.get(2));
        assertThat(claim(10).claims()).isEmpty();
    }

    @Test
    void aLimitHoldsForAllWorkersTogether() {
        register(OTHER);
        several(5, Draft.job().limit(TWO));

        assertThat(claim(1).claims()).hasSize(1);
        assertThat(queue.claim(wish(OTHER, 5)).claims()).hasSize(1);
        assertThat(queue.claim(wish(OTHER, 5)).claims()).isEmpty();
        assertThat(claim(5).claims()).isEmpty();
    }

    @Test
    void aLimitPerWorkerHoldsForEach() {
        register(OTHER);
        several(5, Draft.job().limit(TWO.onEachWorker()));

        assertThat(claim(5).claims()).hasSize(2);
        List<Claim> others = queue.claim(wish(OTHER, 5)).claims();
        assertThat(others).hasSize(2);
        settle(others.get(0), SUCCESS);
        assertThat(claim(5).claims()).isEmpty();
        assertThat(queue.claim(wish(OTHER, 5)).claims()).hasSize(1);
    }

    @Test
    void keysDoNotHoldEachOtherUp() {
        List<JobId> a = several(3, Draft.job().limit(Limit.ofKey("a", 1)));
        List<JobId> b = several(3, Draft.job().limit(Limit.ofKey("b", 1)));

        assertThat(ids(claim(10).claims())).containsExactlyInAnyOrder(a.get(0), b.get(0));
    }

    @Test
    void aKeyCountsJobsOfAllTypesAndQueues() {
        enqueue(Draft.job().type("a").limit(ONE));
        enqueue(Draft.job().type("b").queue("side").limit(ONE));

        ClaimRequest wish =
                new ClaimRequest(WORKER, newToken(), List.of(Draft.QUEUE, "side"), Set.of("a", "b"), 10, 10);
        assertThat(queue.claim(wish).claims()).hasSize(1);
    }

    @Test
    void aLimitOfATypeOrAQueueCountsTheJobsOfThatOne() {
        several(3, Draft.job().type("a").limit(Limit.ofType(1)));
        several(3, Draft.job().type("b").limit(Limit.ofType(2)));
        several(3, Draft.job().type("c").limit(Limit.ofQueue(1)));

        ClaimRequest wish = new ClaimRequest(WORKER, newToken(), List.of(Draft.QUEUE), Set.of("a", "b", "c"), 10, 10);
        assertThat(queue.claim(wish).claims().stream()
                        .map(claim -> claim.job().request().type()))
                .containsExactlyInAnyOrder("a", "b", "b", "c");
    }

    @Test
    void aJobIsHeldToAllItsLimits() {
        Limit ofType = Limit.ofType(3);
        several(2, Draft.job().limit(ofType, Limit.ofKey("a", 1)));
        several(2, Draft.job().limit(ofType, Limit.ofKey("b", 1)));
        several(4, Draft.job().limit(ofType));

        List<Claim> claims = claim(10).claims();

        assertThat(claims).hasSize(3);
        assertThat(claims.stream()
                        .filter(claim -> claim.job().request().flow().limits().contains(Limit.ofKey("a", 1))))
                .hasSizeLessThanOrEqualTo(1);
        claims.forEach(claim -> settle(claim, SUCCESS));
        assertThat(claim(10).claims()).hasSize(3);
    }

    @Test
    void jobsWithoutALimitGoByThoseThatWaitForTheirPlace() {
        several(3, Draft.job().limit(ONE));
        JobId free = enqueue(Draft.job());

        assertThat(ids(claim(10).claims())).hasSize(2).contains(free);
    }

    @Test
    void aPlaceIsFreeAgainHoweverTheJobLeavesIt() {
        for (Outcome outcome : List.of(
                SUCCESS,
                FAILURE,
                new Outcome.Retry(ERROR, HOUR),
                new Outcome.Snoozed(HOUR),
                new Outcome.Cancelled("enough"),
                new Outcome.Waiting(List.of(Draft.job().queue("aside").request())))) {
            enqueue(Draft.job().limit(ONE));
            settle(claimOne(), outcome);
        }
        JobId back = enqueue(Draft.job().limit(ONE));
        settle(claimOne(), new Outcome.Released("over", false));
        settle(claimOne(), new Outcome.Released("over", true));
        assertThat(claimOne().job().id()).isEqualTo(back);
    }

    @Test
    void aDeadWorkersPlacesAreFreeWhenItsJobsAreTakenBack() {
        register(OTHER);
        List<JobId> ids = several(3, Draft.job().limit(ONE));
        queue.claim(wish(OTHER, 5));

        die(OTHER, WORKER);

        assertThat(ids(claim(5).claims())).containsExactly(ids.get(0));
        assertThat(claim(5).claims()).isEmpty();
    }

    @Test
    void aRedrivenOrRequeuedJobIsHeldToItsLimitAgain() {
        JobId failed = enqueue(Draft.job().limit(ONE));
        settle(claimOne(), FAILURE);
        JobId other = enqueue(Draft.job().limit(ONE));
        queue.redrive(JobFilter.id(failed), JobChange.NONE, 1);

        List<Claim> first = claim(5).claims();
        assertThat(first).hasSize(1);
        settle(first.get(0), SUCCESS);
        List<Claim> second = claim(5).claims();
        assertThat(second).hasSize(1);
        assertThat(Set.of(ids(first).get(0), ids(second).get(0))).containsExactlyInAnyOrder(failed, other);
        assertThat(find(failed).request().flow().limits()).containsExactly(ONE);
    }

    @Test
    void aLimitFollowsItsJobIntoAnotherQueue() {
        List<JobId> ids = several(2, Draft.job().queue("elsewhere").limit(Limit.ofQueue(1)));
        enqueue(Draft.job().limit(Limit.ofQueue(1)));
        assertThat(claim(5).claims()).hasSize(1);

        queue.update(JobFilter.ids(ids), JobChange.NONE.queue(Draft.QUEUE), 10);

        assertThat(claim(5).claims()).isEmpty();
    }

    @Test
    void withinALaneJobsGoByPriorityAndThenInTheirOrder() {
        JobId second = enqueue(Draft.job().limit(ONE));
        JobId third = enqueue(Draft.job().limit(ONE));
        JobId first = enqueue(Draft.job().limit(ONE).priority(Priority.HIGH));

        for (JobId expected : List.of(first, second, third)) {
            Claim claim = claimOne();
            assertThat(claim.job().id()).isEqualTo(expected);
            settle(claim, SUCCESS);
        }
    }

    @Test
    void whatIsOneTooManyMayBeDropped() {
        Draft draft = Draft.job().limit(TWO.whenFull(WhenFull.DROP));
        several(1, draft);
        claimOne();
        several(1, draft);

        EnqueueReceipt.Enqueued third = enqueue(draft.fresh().request()).jobs().get(0);

        assertThat(third.result()).isEqualTo(EnqueueReceipt.Result.DROPPED);
        assertThat(queue.inspector().find(third.id())).isEmpty();
        settle(claimOne(), SUCCESS);
        assertThat(enqueue(draft.fresh().request()).jobs().get(0).result()).isEqualTo(EnqueueReceipt.Result.STORED);
    }

    @Test
    void whatIsOneTooManyInABatchIsDroppedToo() {
        Draft draft = Draft.job().limit(TWO.whenFull(WhenFull.DROP));

        EnqueueReceipt receipt = enqueue(
                draft.fresh().request(), draft.fresh().request(), draft.fresh().request());

        assertThat(receipt.jobs().stream().map(EnqueueReceipt.Enqueued::result))
                .containsExactly(
                        EnqueueReceipt.Result.STORED, EnqueueReceipt.Result.STORED, EnqueueReceipt.Result.DROPPED);
    }

    @Test
    void whatIsOneTooManyMayTakeThePlaceOfThoseThatHaveNotStarted() {
        Draft draft = Draft.job().limit(ONE.whenFull(WhenFull.REPLACE_QUEUED));
        JobId running = enqueue(draft);
        Claim claim = claimOne();
        JobId queued = enqueue(draft.fresh());

        JobId newest = enqueue(draft.fresh());

        assertThat(stateOf(queued)).isEqualTo(JobState.CANCELLED);
        assertThat(find(queued).error().orElseThrow().message()).contains(newest.toString());
        assertThat(stateOf(running)).isEqualTo(JobState.RUNNING);
        assertThat(find(running).lease().orElseThrow().cancelReason()).isEmpty();
        settle(claim, SUCCESS);
        assertThat(claimOne().job().id()).isEqualTo(newest);
    }

    @Test
    void whatIsOneTooManyMayCancelTheRunning() {
        Draft draft = Draft.job().limit(ONE.whenFull(WhenFull.CANCEL_RUNNING));
        JobId running = enqueue(draft);
        Claim claim = claimOne();

        JobId newest = enqueue(draft.fresh());

        assertThat(find(running).lease().orElseThrow().cancelReason().orElseThrow())
                .contains(newest.toString());
        assertThat(claim(5).claims()).isEmpty();
        settle(claim, new Outcome.Cancelled("as asked"));
        assertThat(claimOne().job().id()).isEqualTo(newest);
    }

    @Test
    void aDelayedJobWithALimitIsAnnounced() {
        enqueue(Draft.job().limit(ONE).delay(HOUR));

        assertThat(claim(5).nextDue().orElseThrow()).isCloseTo(HOUR, TOLERANCE);
        time.advance(HOUR.plus(Duration.ofMinutes(1)));
        assertThat(claim(5).claims()).hasSize(1);
    }
}
