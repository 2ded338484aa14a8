package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who gets which job, and in which order. */
public abstract class ClaimContract extends DoorContract {

    /** For subclasses. */
    protected ClaimContract() {}

    @Test
    void aClaimedJobIsRunningUnderTheTokenOfTheClaim() {
        JobId id = enqueue(Draft.job());
        ClaimRequest wish = wish(WORKER, 5);

        Claim claim = queue.claim(wish).claims().get(0);

        assertThat(claim.lease()).isEqualTo(new Lease(id, wish.token()));
        assertThat(claim.suspect()).isFalse();
        assertThat(claim.job().state()).isEqualTo(JobState.RUNNING);
        assertThat(claim.job().counters().attempt()).isEqualTo(1);
        assertThat(claim.job().request().payload().text()).isEqualTo("payload");
        JobRecord.Holder holder = find(id).lease().orElseThrow();
        assertThat(holder.worker()).isEqualTo(WORKER);
        assertThat(holder.token()).isEqualTo(wish.token());
        assertThat(holder.cancelReason()).isEmpty();
    }

    @Test
    void aJobIsClaimedOnce() {
        register(OTHER);
        enqueue(Draft.job());

        assertThat(claim(5).claims()).hasSize(1);
        assertThat(claim(5).claims()).isEmpty();
        assertThat(queue.claim(wish(OTHER, 5)).claims()).isEmpty();
    }

    @Test
    void anEmptyQueueGivesAnEmptyReply() {
        ClaimReply reply = claim(5);

        assertThat(reply.claims()).isEmpty();
        assertThat(reply.nextDue()).isEmpty();
    }

    @Test
    void noMoreThanTheLimitAreClaimed() {
        for (int i = 0; i < 5; i++) {
            enqueue(Draft.job());
        }

        assertThat(claim(2).claims()).hasSize(2);
        assertThat(claim(10).claims()).hasSize(3);
    }

    @Test
    void urgentJobsGoFirstWhateverTheirDueTime() {
        JobId low = enqueue(Draft.job().priority(Priority.LOW));
        JobId normal = enqueue(Draft.job());
        JobId high = enqueue(Draft.job().priority(Priority.HIGH));
        JobId urgent = enqueue(Draft.job().priority(Priority.URGENT));

        assertThat(ids(claim(3).claims())).containsExactly(urgent, high, normal);
        assertThat(ids(claim(3).claims())).containsExactly(low);
    }

    @Test
    void amongEqualPrioritiesTheOneThatWasDueFirstGoesFirst() {
        Instant now = now();
        JobId second = enqueue(Draft.job().at(now.minusSeconds(20)));
        JobId third = enqueue(Draft.job().at(now.minusSeconds(10)));
        JobId first = enqueue(Draft.job().at(now.minusSeconds(30)));

        assertThat(ids(claim(5).claims())).containsExactly(first, second, third);
    }

    @Test
    void amongEqualDueTimesTheOneThatArrivedFirstGoesFirst() {
        Instant same = now().minusSeconds(10);
        List<JobId> arrived = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            arrived.add(enqueue(Draft.job().at(same)));
        }
        arrived.addAll(enqueueAll(
                Draft.job().at(same), Draft.job().at(same), Draft.job().at(same)));

        assertThat(ids(claim(10).claims())).containsExactlyElementsOf(arrived);
    }

    @Test
    void aBatchIsClaimedInItsOrder() {
        List<JobId> arrived = enqueueAll(Draft.job(), Draft.job(), Draft.job(), Draft.job());

        assertThat(ids(claim(2).claims())).containsExactlyElementsOf(arrived.subList(0, 2));
        assertThat(ids(claim(2).claims())).containsExactlyElementsOf(arrived.subList(2, 4));
    }

    @Test
    void theOrderHoldsAcrossTypes() {
        Instant now = now();
        JobId second = enqueue(Draft.job().type("a").at(now.minusSeconds(20)));
        JobId first = enqueue(Draft.job().type("b").at(now.minusSeconds(30)));
        JobId fourth = enqueue(Draft.job().type("b").at(now.minusSeconds(5)));
        JobId third = enqueue(Draft.job().type("a").at(now.minusSeconds(10)));

        assertThat(ids(claimTypes("a", "b"))).containsExactly(first, second, third, fourth);
    }

    @Test
    void typesThatAreNotNamedStayWhereTheyAre() {
        JobId unknown = enqueue(Draft.job().type("unknown").priority(Priority.URGENT));
        JobId known = enqueue(Draft.job());

        assertThat(ids(claim(10).claims())).containsExactly(known);
        assertThat(stateOf(unknown)).isEqualTo(JobState.QUEUED);
        assertThat(ids(claimTypes("unknown"))).containsExactly(unknown);
    }

    @Test
    void aWishForNoTypeGetsNothing() {
        enqueue(Draft.job());

        assertThat(claimTypes()).isEmpty();
    }

    @Test
    void queuesAreLookedIntoInTheOrderAskedFor() {
        JobId b = enqueue(Draft.job().queue("b").priority(Priority.URGENT));
        JobId a = enqueue(Draft.job().queue("a").priority(Priority.LOW));
        JobId c = enqueue(Draft.job().queue("c"));

        assertThat(ids(claimQueues("a", "b"))).containsExactly(a, b);
        assertThat(stateOf(c)).isEqualTo(JobState.QUEUED);
        assertThat(claimQueues("nowhere")).isEmpty();
    }

    @Test
    void aDelayedJobIsClaimedWhenItIsDueAndNotBefore() {
        JobId id = enqueue(Draft.job().delay(HOUR));

        assertThat(claim(5).claims()).isEmpty();
        time.advance(HOUR.minusMinutes(1));
        assertThat(claim(5).claims()).isEmpty();
        time.advance(Duration.ofMinutes(2));
        assertThat(ids(claim(5).claims())).containsExactly(id);
    }

    @Test
    void aJobThatBecameDueLaterGoesBehindThoseThatWereDueBefore() {
        JobId late = enqueue(Draft.job().delay(Duration.ofMinutes(30)));
        time.advance(Duration.ofMinutes(10));
        JobId early = enqueue(Draft.job());
        time.advance(Duration.ofMinutes(40));
        JobId last = enqueue(Draft.job());

        assertThat(ids(claim(5).claims())).containsExactly(early, late, last);
    }

    @Test
    void theHintOfTheNextDueJobIsNotTooLate() {
        enqueue(Draft.job().delay(HOUR));
        enqueue(Draft.job().delay(HOUR.multipliedBy(2)));

        claim(5).nextDue().ifPresent(next -> assertThat(next).isBetween(Duration.ZERO, HOUR.plusSeconds(1)));
    }

    @Test
    void aWorkerThatIsNotEnteredGetsNothing() {
        JobId id = enqueue(Draft.job());

        assertThat(queue.claim(wish(new WorkerId("stranger", 1), 5)).claims()).isEmpty();
        assertThat(stateOf(id)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void suspectJobsAreGivenOnlyToFreeSlots() {
        enqueueAll(Draft.job(), Draft.job(), Draft.job());
        claim(3);
        die(WORKER);
        register(OTHER);
        JobId healthy = enqueue(Draft.job());

        assertThat(ids(claimSuspects(OTHER, 0))).containsExactly(healthy);
        List<Claim> two = claimSuspects(OTHER, 2);
        assertThat(two).hasSize(2).allMatch(Claim::suspect);
        assertThat(claimSuspects(OTHER, 5)).hasSize(1).allMatch(Claim::suspect);
    }

    @Test
    void aJobThatComesBackGoesToItsOldPlace() {
        List<JobId> arrived = enqueueAll(Draft.job(), Draft.job(), Draft.job());
        Claim first = claim(1).claims().get(0);
        time.advance(Duration.ofSeconds(1));

        settle(first, new Outcome.Released("shutdown", false));

        assertThat(ids(claim(5).claims())).containsExactlyElementsOf(arrived);
    }

    private List<Claim> claimSuspects(WorkerId worker, int freeSlots) {
        return queue.claim(
                        new ClaimRequest(worker, newToken(), List.of(Draft.QUEUE), Set.of(Draft.TYPE), 10, freeSlots))
                .claims();
    }

    private List<Claim> claimTypes(String... types) {
        return queue.claim(new ClaimRequest(WORKER, newToken(), List.of(Draft.QUEUE), Set.of(types), 10, 10))
                .claims();
    }

    private List<Claim> claimQueues(String... queues) {
        return queue.claim(new ClaimRequest(WORKER, newToken(), List.of(queues), Set.of(Draft.TYPE), 10, 10))
                .claims();
    }
}
