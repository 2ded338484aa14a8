package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.job.UniqueRule.OnConflict;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.EnqueueReceipt.Enqueued;
import io.github.steadwork.queue.EnqueueReceipt.Result;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** At most one job with a key. */
public abstract class UniqueContract extends DoorContract {

    private static final UniqueRule UNFINISHED = UniqueRule.whileUnfinished("key");

    /** For subclasses. */
    protected UniqueContract() {}

    @Test
    void anEarlierJobIsKept() {
        JobId earlier = enqueue(Draft.job().unique(UNFINISHED).payload("first"));

        Enqueued newer = tell(Draft.job().unique(UNFINISHED).payload("second"));

        assertThat(newer).isEqualTo(new Enqueued(earlier, Result.KEPT_EARLIER));
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
        assertThat(find(earlier).request().payload().text()).isEqualTo("first");
    }

    @Test
    void aNewerJobIsRefused() {
        JobId earlier = enqueue(Draft.job().unique(UNFINISHED));

        Enqueued newer = tell(Draft.job().unique(UNFINISHED.onConflict(OnConflict.REFUSE)));

        assertThat(newer).isEqualTo(new Enqueued(earlier, Result.REFUSED));
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
    }

    @Test
    void anEarlierJobTakesOverPayloadDueTimeAndPriority() {
        JobId earlier = enqueue(Draft.job().unique(UNFINISHED).delay(HOUR).tags("old"));
        Draft newer = Draft.job()
                .unique(UNFINISHED.onConflict(OnConflict.REPLACE))
                .payload("new")
                .priority(Priority.URGENT);

        assertThat(tell(newer)).isEqualTo(new Enqueued(earlier, Result.REPLACED_EARLIER));

        Claim claim = claimOne();
        assertThat(claim.job().id()).isEqualTo(earlier);
        assertThat(claim.job().request().payload().text()).isEqualTo("new");
        assertThat(claim.job().request().priority()).isEqualTo(Priority.URGENT);
        assertThat(claim.job().request().tags()).containsExactly("old");
    }

    @Test
    void aReplacedJobCanBePutOff() {
        JobId earlier = enqueue(Draft.job().unique(UNFINISHED));

        tell(Draft.job().unique(UNFINISHED.onConflict(OnConflict.REPLACE)).delay(HOUR));

        assertThat(claim(5).claims()).isEmpty();
        time.advance(HOUR.plusMinutes(1));
        assertThat(claimOne().job().id()).isEqualTo(earlier);
    }

    @Test
    void aReplacedJobLosesTheCheckpointOfItsOldPayload() {
        enqueue(Draft.job().unique(UNFINISHED));
        Claim claim = claimOne();
        queue.extend(List.of(new LeaseUpdate(claim.lease(), Optional.empty(), Optional.of(Draft.payloadOf("row 5")))));
        settle(claim, new Outcome.Retry(ERROR, Duration.ZERO));

        tell(Draft.job().unique(UNFINISHED.onConflict(OnConflict.REPLACE)).payload("new"));

        assertThat(claimOne().job().checkpoint()).isEqualTo(Payload.NOTHING);
    }

    @Test
    void aRunningJobIsKeptAndNotReplaced() {
        JobId earlier = enqueue(Draft.job().unique(UNFINISHED).payload("old"));
        claimOne();

        Enqueued newer = tell(
                Draft.job().unique(UNFINISHED.onConflict(OnConflict.REPLACE)).payload("new"));

        assertThat(newer).isEqualTo(new Enqueued(earlier, Result.KEPT_EARLIER));
        assertThat(find(earlier).request().payload().text()).isEqualTo("old");
    }

    @Test
    void otherKeysAndOtherTypesAreNotInTheWay() {
        enqueue(Draft.job().unique(UNFINISHED));

        assertThat(tell(Draft.job().unique(UniqueRule.whileUnfinished("other"))).result())
                .isEqualTo(Result.STORED);
        assertThat(tell(Draft.job().type("other").unique(UNFINISHED)).result()).isEqualTo(Result.STORED);
        assertThat(tell(Draft.job()).result()).isEqualTo(Result.STORED);
    }

    @Test
    void aJobOfAnotherQueueIsInTheWay() {
        enqueue(Draft.job().unique(UNFINISHED));

        assertThat(tell(Draft.job().queue("other").unique(UNFINISHED)).result()).isEqualTo(Result.KEPT_EARLIER);
    }

    @Test
    void onlyJobsInTheStatesOfTheRuleAreInTheWay() {
        UniqueRule onlyQueued = new UniqueRule("key", EnumSet.of(JobState.QUEUED), Optional.empty(), OnConflict.KEEP);
        enqueue(Draft.job().unique(onlyQueued));
        assertThat(tell(Draft.job().unique(onlyQueued)).result()).isEqualTo(Result.KEPT_EARLIER);

        claimOne();

        assertThat(tell(Draft.job().unique(onlyQueued)).result()).isEqualTo(Result.STORED);
    }

    @Test
    void aJobIsInTheWayThroughAllItsUnfinishedStates() {
        JobId parent = enqueue(Draft.job());
        enqueue(Draft.job().unique(UNFINISHED).after(parent));
        assertKept();
        settle(claimOne(), SUCCESS);
        unblockAll();
        assertKept();
        Claim claim = claimOne();
        assertKept();
        settle(claim, new Outcome.Retry(ERROR, HOUR));
        assertKept();
        time.advance(HOUR.plusMinutes(1));
        queue.workers().heartbeat(WORKER, WorkerState.ONLINE);
        settle(claimOne(), SUCCESS);

        assertThat(tell(Draft.job().unique(UNFINISHED)).result()).isEqualTo(Result.STORED);
    }

    private void assertKept() {
        assertThat(tell(Draft.job().unique(UNFINISHED)).result()).isEqualTo(Result.KEPT_EARLIER);
    }

    @Test
    void withoutAWindowAnEndedJobIsInTheWayAsLongAsItIsStored() {
        UniqueRule onceEver = new UniqueRule("key", Set.of(JobState.SUCCEEDED), Optional.empty(), OnConflict.KEEP);
        JobId first = ended(Draft.job().unique(onceEver), SUCCESS);
        time.advance(Duration.ofDays(30));
        assertThat(tell(Draft.job().unique(onceEver)).id()).isEqualTo(first);

        queue.purge(JobFilter.id(first), Duration.ZERO, 10);

        assertThat(tell(Draft.job().unique(onceEver)).result()).isEqualTo(Result.STORED);
    }

    @Test
    void aWindowCountsFromTheEnqueueOfTheEarlierJob() {
        UniqueRule hourly = UniqueRule.oncePer(HOUR, "key");
        JobId first = ended(Draft.job().unique(hourly), SUCCESS);
        time.advance(HOUR.minusMinutes(1));
        assertThat(tell(Draft.job().unique(hourly))).isEqualTo(new Enqueued(first, Result.KEPT_EARLIER));

        time.advance(Duration.ofMinutes(2));

        Enqueued second = tell(Draft.job().unique(hourly));
        assertThat(second.result()).isEqualTo(Result.STORED);
        assertThat(tell(Draft.job().unique(hourly)).id()).isEqualTo(second.id());
    }

    @Test
    void afterItsWindowEvenAnUnfinishedJobIsNotInTheWay() {
        UniqueRule hourly = UniqueRule.oncePer(HOUR, "key");
        enqueue(Draft.job().unique(hourly));
        time.advance(HOUR.plusMinutes(1));

        assertThat(tell(Draft.job().unique(hourly)).result()).isEqualTo(Result.STORED);
    }

    @Test
    void aJobWhoseWindowIsOpenIsNotPurged() {
        JobId id = ended(Draft.job().unique(UniqueRule.oncePer(HOUR, "key")), SUCCESS);

        assertThat(queue.purge(JobFilter.ALL, Duration.ZERO, 10)).isZero();
        time.advance(HOUR.plusMinutes(1));
        assertThat(queue.purge(JobFilter.ALL, Duration.ZERO, 10)).isEqualTo(1);
        assertThat(queue.inspector().find(id)).isEmpty();
    }

    @Test
    void withinABatchTheFirstIsInTheWayOfTheSecond() {
        Draft first = Draft.job().unique(UNFINISHED);
        Draft second = Draft.job().unique(UNFINISHED);
        Draft third =
                Draft.job().unique(UNFINISHED.onConflict(OnConflict.REPLACE)).payload("third");

        EnqueueReceipt receipt = enqueue(first.request(), second.request(), third.request());

        assertThat(receipt.jobs())
                .containsExactly(
                        new Enqueued(first.id(), Result.STORED),
                        new Enqueued(first.id(), Result.KEPT_EARLIER),
                        new Enqueued(first.id(), Result.REPLACED_EARLIER));
        assertThat(claimOne().job().request().payload().text()).isEqualTo("third");
    }

    @Test
    void aRepeatedBatchFindsItsOwnUniqueJobsStored() {
        EnqueueBatch batch =
                EnqueueBatch.of(List.of(Draft.job().unique(UNFINISHED).request()));
        queue.enqueue(batch);

        assertThat(queue.enqueue(batch.again()).jobs())
                .extracting(Enqueued::result)
                .containsExactly(Result.ALREADY_STORED);
    }

    @Test
    void aJobIsNotRedrivenIntoTheWayOfAnother() {
        JobId failed = ended(Draft.job().unique(UNFINISHED), FAILURE);
        enqueue(Draft.job().unique(UNFINISHED));

        assertThat(queue.redrive(JobFilter.id(failed), JobChange.NONE, 10)).isZero();

        assertThat(find(failed)).hasState(JobState.FAILED);
    }

    @Test
    void ofTwoFailedJobsWithOneKeyOneIsRedriven() {
        ended(Draft.job().unique(UNFINISHED), FAILURE);
        ended(Draft.job().unique(UNFINISHED), FAILURE);

        assertThat(queue.redrive(JobFilter.ALL, JobChange.NONE, 10)).isEqualTo(1);
        assertThat(claim(5).claims()).hasSize(1);
    }

    @Test
    void aJobDoesNotStandInTheWayOfItsOwnRedrive() {
        JobId failed = ended(Draft.job().unique(UniqueRule.oncePer(HOUR, "key")), FAILURE);

        assertThat(queue.redrive(JobFilter.id(failed), JobChange.NONE, 10)).isEqualTo(1);
    }

    @Test
    void ofManyThatComeAtOnceOneIsStored() throws InterruptedException {
        int threads = 8;
        CountDownLatch start = new CountDownLatch(1);
        ConcurrentLinkedQueue<Enqueued> told = new ConcurrentLinkedQueue<>();
        List<Thread> racers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread racer = new Thread(() -> {
                awaitQuietly(start);
                told.add(tell(Draft.job().unique(UNFINISHED)));
            });
            racers.add(racer);
            racer.start();
        }
        start.countDown();
        for (Thread racer : racers) {
            racer.join();
        }

        assertThat(told).hasSize(threads);
        assertThat(told).filteredOn(one -> one.result() == Result.STORED).hasSize(1);
        assertThat(told).extracting(Enqueued::id).containsOnly(claimOne().job().id());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Enqueued tell(Draft draft) {
        return enqueue(draft.request()).jobs().get(0);
    }
}
