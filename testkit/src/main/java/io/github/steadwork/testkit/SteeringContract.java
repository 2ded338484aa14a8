package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueStatistics;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which worker gets which job when breakers are open, jobs are assigned or only URGENT ones are wanted; and how queues went. */
public abstract class SteeringContract extends DoorContract {

    /** For subclasses. */
    protected SteeringContract() {}

    // Circuit breakers

    @Test
    void jobsWhoseBreakerKeyIsShutStayWhereTheyAre() {
        List<JobId> down = enqueueAll(Draft.job().breaker("down"), Draft.job().breaker("down"));
        List<JobId> others = enqueueAll(Draft.job().breaker("up"), Draft.job());

        assertThat(ids(queue.claim(wish(WORKER, 10).shut(Set.of("down"))).claims()))
                .containsExactlyInAnyOrderElementsOf(others);

        assertThat(ids(claim(10).claims())).containsExactlyInAnyOrderElementsOf(down);
    }

    // URGENT only

    @Test
    void aClaimOfUrgentJobsLeavesAllOthers() {
        JobId urgent = enqueue(Draft.job().priority(Priority.URGENT));
        JobId urgentInLane = enqueue(Draft.job().priority(Priority.URGENT).fairBy("tenant"));
        enqueueAll(
                Draft.job().priority(Priority.HIGH),
                Draft.job().priority(Priority.HIGH).fairBy("tenant"),
                Draft.job());
        ClaimRequest wish = wish(WORKER, 10).onlyUrgent();

        assertThat(ids(queue.claim(wish).claims())).containsExactlyInAnyOrder(urgent, urgentInLane);

        assertThat(queue.claim(wish(WORKER, 10).onlyUrgent()).claims()).isEmpty();
        assertThat(claim(10).claims()).hasSize(3);
    }

    // Assignment

    @Test
    void anAssignedJobGoesToItsWorkerOnlyUntilItIsFree() {
        register(OTHER);
        JobId plain = enqueue(Draft.job());
        JobId special = enqueue(Draft.job().requires("gpu"));

        queue.update(JobFilter.ids(List.of(plain, special)), JobChange.NONE.worker("other"), 10);

        assertThat(queue.claim(wish(WORKER, 10).capabilities(Set.of("gpu", "worker:worker")))
                        .claims())
                .isEmpty();
        assertThat(ids(queue.claim(wish(OTHER, 10).capabilities(Set.of("worker:other")))
                        .claims()))
                .containsExactly(plain);
        assertThat(find(special).request().flow().requires()).containsExactlyInAnyOrder("gpu", "worker:other");

        queue.update(JobFilter.id(special), JobChange.NONE.anyWorker(), 10);

        assertThat(find(special).request().flow().requires()).containsExactly("gpu");
        assertThat(ids(queue.claim(wish(WORKER, 10).capabilities(Set.of("gpu"))).claims()))
                .containsExactly(special);
    }

    @Test
    void aJobThatIsFreeAgainStandsInNoLane() {
        JobId id = enqueue(Draft.job());
        queue.update(JobFilter.id(id), JobChange.NONE.worker("other"), 10);
        queue.update(JobFilter.id(id), JobChange.NONE.anyWorker(), 10);

        assertThat(find(id).request().flow().none()).isTrue();
        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    // Due times and checkpoints

    @Test
    void aQueuedJobIsGivenAnotherInstant() {
        JobId id = enqueue(Draft.job());

        queue.update(JobFilter.id(id), JobChange.NONE.runAt(now().plus(HOUR)), 10);

        assertThat(claim(5).claims()).isEmpty();
        time.advance(HOUR.plus(TOLERANCE));
        assertThat(queue.workers().heartbeat(WORKER, WorkerState.ONLINE)).isTrue();
        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    @Test
    void aJobCanBeMadeToBeginFromTheStart() {
        JobId id = enqueue(Draft.job());
        claimWithCheckpoint(new Outcome.Retry(ERROR, Duration.ZERO));
        assertThat(find(id).checkpoint().isNothing()).isFalse();

        queue.update(JobFilter.id(id), JobChange.NONE.fromTheStart(), 10);
        assertThat(find(id).checkpoint().isNothing()).isTrue();

        claimWithCheckpoint(FAILURE);
        queue.redrive(JobFilter.id(id), JobChange.NONE.fromTheStart(), 10);
        assertThat(find(id)).hasFieldOrPropertyWithValue("state", JobState.QUEUED);
        assertThat(find(id).checkpoint().isNothing()).isTrue();
    }

    @Test
    void aCleanCancelLeavesNoCheckpoint() {
        JobId kept = enqueue(Draft.job());
        claimWithCheckpoint(new Outcome.Cancelled("enough"));
        JobId clean = enqueue(Draft.job());
        claimWithCheckpoint(new Outcome.Cancelled("enough", true));

        assertThat(find(kept).checkpoint().isNothing()).isFalse();
        assertThat(find(clean).checkpoint().isNothing()).isTrue();
        assertThat(stateOf(clean)).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRunningJobForgetsItsCheckpointOnlyOnceItWasAskedToEnd() {
        JobId id = enqueue(Draft.job());
        claimWithCheckpoint();
        assertThat(queue.update(JobFilter.id(id), JobChange.NONE.fromTheStart(), 10))
                .isZero();
        assertThat(find(id).checkpoint().isNothing()).isFalse();
        queue.cancel(JobFilter.id(id), "enough", 10);

        assertThat(queue.update(JobFilter.id(id), JobChange.NONE.fromTheStart().priority(Priority.LOW), 10))
                .isEqualTo(1);

        assertThat(find(id).checkpoint().isNothing()).isTrue();
        assertThat(find(id).request().priority()).isEqualTo(Priority.NORMAL);
        assertThat(stateOf(id)).isEqualTo(JobState.RUNNING);
    }

    private Claim claimWithCheckpoint() {
        Claim claim = claimOne();
        queue.extend(
                List.of(new LeaseUpdate(claim.lease(), Optional.empty(), Optional.of(Draft.payloadOf("half way")))));
        return claim;
    }

    private void claimWithCheckpoint(Outcome outcome) {
        settle(claimWithCheckpoint(), outcome);
    }

    // Search

    @Test
    void deadJobsAreFoundByTheirErrorAndRedriven() {
        JobId route = ended(FAILURE);
        JobId odd = ended(new Outcome.Failed(
                new ErrorInfo("odd", "100% \"wrong\"\\_!", "at somewhere else", ErrorKind.PERMANENT)));
        ended(SUCCESS);

        assertThat(found("no route")).containsExactly(route);
        assertThat(found("java.io.IO")).containsExactly(route);
        assertThat(found("0% \"wrong\"\\_!")).containsExactly(odd);
        assertThat(found("at somewhere")).containsExactlyInAnyOrder(route, odd);
        assertThat(found("1_0")).isEmpty();
        assertThat(queue.inspector().count(JobFilter.ALL.error("no route"))).isEqualTo(1);
        assertThat(queue.redrive(JobFilter.ALL.error("no route"), JobChange.NONE, 10))
                .isEqualTo(1);
        assertThat(stateOf(route)).isEqualTo(JobState.QUEUED);
    }

    private List<JobId> found(String text) {
        return queue.inspector().list(JobFilter.ALL.error(text), Optional.empty(), 10).stream()
                .map(JobRecord::id)
                .toList();
    }

    // Statistics

    @Test
    void statisticsTellHowTheQueuesWent() {
        ended(SUCCESS);
        time.advance(HOUR.multipliedBy(3));
        assertThat(queue.workers().heartbeat(WORKER, WorkerState.ONLINE)).isTrue();
        ended(FAILURE);
        enqueue(Draft.job());
        time.advance(Duration.ofMinutes(10));
        settle(claimOne(), new Outcome.Retry(ERROR, Duration.ZERO));
        settle(claimOne(), SUCCESS);
        queue.cancel(JobFilter.id(enqueue(Draft.job().delay(HOUR))), "no", 1);

        List<QueueStatistics> statistics = queue.inspector().statistics(HOUR.multipliedBy(2));

        assertThat(statistics).hasSize(1);
        QueueStatistics main = statistics.get(0);
        assertThat(main.queue()).isEqualTo(Draft.QUEUE);
        assertThat(main.ended()).isEqualTo(3);
        assertThat(main.failed()).isEqualTo(1);
        assertThat(main.cancelled()).isEqualTo(1);
        assertThat(main.failureRate()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(main.retryRate()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(main.perHour()).isCloseTo(1.5, within(1e-9));
        assertThat(main.averageWait()).isLessThan(TOLERANCE);
    }

    @Test
    void theAverageWaitIsFromDueToClaimed() {
        enqueue(Draft.job());
        time.advance(Duration.ofMinutes(10));
        settle(claimOne(), SUCCESS);

        assertThat(queue.inspector().statistics(HOUR).get(0).averageWait())
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plus(TOLERANCE));
    }
}
