package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Reclaimed;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the jobs of workers that are gone. */
public abstract class ReclaimContract extends DoorContract {

    private static final Payload CHECKPOINT = Draft.payloadOf("row 7");

    /** For subclasses. */
    protected ReclaimContract() {}

    @Test
    void jobsOfALivingWorkerAreLeftToIt() {
        enqueue(Draft.job());
        Claim claim = claimOne();
        time.advance(LEASE_TIME.minusMinutes(1));
        assertThat(queue.reclaim(RULE)).isEmpty();

        queue.workers().heartbeat(WORKER, WorkerState.BUSY);
        time.advance(LEASE_TIME.minusMinutes(1));

        assertThat(queue.reclaim(RULE)).isEmpty();
        assertThat(settle(claim, SUCCESS).refused()).isEmpty();
    }

    @Test
    void aJobMayTakeLongerThanTheLeaseTimeAsLongAsItsWorkerLives() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        for (int i = 0; i < 10; i++) {
            time.advance(LEASE_TIME.minusMinutes(1));
            queue.workers().heartbeat(WORKER, WorkerState.BUSY);
            assertThat(queue.reclaim(RULE)).isEmpty();
        }

        assertThat(settle(claim, SUCCESS).refused()).isEmpty();
        assertThat(find(id)).hasState(JobState.SUCCEEDED);
    }

    @Test
    void aJobOfADeadWorkerGoesBackWithoutUsingARetry() {
        JobId id = enqueue(Draft.job());
        claimOne();
        time.advance(LEASE_TIME.plusMinutes(1));

        List<Reclaimed> reclaimed = queue.reclaim(RULE);

        assertThat(reclaimed).containsExactly(new Reclaimed(id, Draft.TYPE, WORKER, false));
        assertThat(find(id)).hasState(JobState.QUEUED).hasRetriesUsed(0).isNotLeased();
        assertThat(queue.reclaim(RULE)).isEmpty();
    }

    @Test
    void aWorkerThatWasTakenForDeadIsToldSo() {
        time.advance(LEASE_TIME.plusMinutes(1));
        queue.reclaim(RULE);

        assertThat(queue.workers().heartbeat(WORKER, WorkerState.ONLINE)).isFalse();
        assertThat(queue.workers().list()).isEmpty();
    }

    @Test
    void jobsOfAWorkerThatLeftAreTakenAtOnce() {
        JobId id = enqueue(Draft.job());
        claimOne();

        queue.workers().leave(WORKER);

        assertThat(queue.reclaim(RULE)).extracting(Reclaimed::id).containsExactly(id);
    }

    @Test
    void onlyTheDeadLoseTheirJobs() {
        register(OTHER);
        enqueueAll(Draft.job(), Draft.job());
        Claim ours = queue.claim(wish(WORKER, 1)).claims().get(0);
        Claim others = claimOne(OTHER);

        die(WORKER, OTHER);

        assertThat(settle(ours, SUCCESS).refused()).hasSize(1);
        assertThat(settle(others, SUCCESS).refused()).isEmpty();
    }

    @Test
    void noMoreThanTheLimitAreTakenAtATime() {
        enqueueAll(Draft.job(), Draft.job(), Draft.job());
        claim(3);
        time.advance(LEASE_TIME.plusMinutes(1));
        ReclaimRule two = new ReclaimRule(LEASE_TIME, MAX_CRASHES, 2);

        assertThat(queue.reclaim(two)).hasSize(2);
        assertThat(queue.reclaim(two)).hasSize(1);
        assertThat(queue.reclaim(two)).isEmpty();
    }

    @Test
    void aJobThatMayHaveSatInABufferIsSuspectButNotBlamed() {
        JobId id = enqueue(Draft.job());
        claimOne();
        die(WORKER);

        assertThat(find(id)).hasCrashes(0).hasAttempts(1);
        register(OTHER);
        Claim second = claimOne(OTHER);
        assertThat(second.suspect()).isTrue();
        assertThat(second.job()).hasAttempts(2).hasCrashes(0);
    }

    @Test
    void aSuspectJobWhoseWorkerDiesAgainIsBlamed() {
        JobId id = enqueue(Draft.job());
        claimOne();
        die(WORKER);

        claimAndDie(2);

        assertThat(find(id)).hasState(JobState.QUEUED).hasCrashes(1);
    }

    @Test
    void aJobThatHasStoredProgressOrACheckpointHadStarted() {
        for (LeaseNews news : LeaseNews.values()) {
            WorkerId worker = new WorkerId("w-" + news, 1);
            register(worker);
            JobId id = enqueue(Draft.job());
            news.tell(this, claimOne(worker));

            die(worker);

            assertThat(find(id)).hasCrashes(1);
            queue.cancel(JobFilter.id(id), "next", 1);
        }
    }

    @Test
    void aJobThatKillsItsWorkersAgainAndAgainIsParked() {
        JobId id = enqueue(Draft.job());
        claimOne();
        die(WORKER);
        for (int crash = 1; crash <= MAX_CRASHES; crash++) {
            claimAndDie(crash + 1);
            assertThat(find(id)).hasState(JobState.QUEUED).hasCrashes(crash);
        }

        List<Reclaimed> last = claimAndDie(MAX_CRASHES + 2);

        assertThat(last).extracting(Reclaimed::parked).containsExactly(true);
        assertThat(find(id))
                .hasState(JobState.FAILED)
                .hasCrashes(MAX_CRASHES + 1)
                .hasRetriesUsed(0)
                .hasErrorContaining("crashed");
        assertThat(find(id).finishedAt()).isPresent();
    }

    @Test
    void aParkedJobCanBeRedrivenAndStartsWithACleanSlate() {
        JobId id = enqueue(Draft.job());
        queue.reclaim(RULE);
        ReclaimRule strict = new ReclaimRule(LEASE_TIME, 0, 10);
        tellCheckpoint(claimOne());
        queue.workers().leave(WORKER);
        assertThat(queue.reclaim(strict)).extracting(Reclaimed::parked).containsExactly(true);

        queue.redrive(JobFilter.id(id), JobChange.NONE, 10);

        assertThat(find(id)).hasState(JobState.QUEUED).hasCrashes(0);
        register(OTHER);
        assertThat(claimOne(OTHER).suspect()).isFalse();
    }

    @Test
    void aSuspectThatSurvivedAnAttemptIsCleared() {
        enqueue(Draft.job());
        claimOne();
        die(WORKER);
        register(OTHER);
        settle(claimOne(OTHER), new Outcome.Retry(ERROR, Duration.ZERO));

        assertThat(claimOne(OTHER).suspect()).isFalse();
    }

    @Test
    void aSuspectThatWasHandedBackUnstartedIsStillOne() {
        enqueue(Draft.job());
        claimOne();
        die(WORKER);
        register(OTHER);
        settle(claimOne(OTHER), new Outcome.Released("shutdown", false));

        assertThat(claimOne(OTHER).suspect()).isTrue();
    }

    @Test
    void theCheckpointOutlivesTheWorker() {
        enqueue(Draft.job());
        tellCheckpoint(claimOne());
        die(WORKER);
        register(OTHER);

        assertThat(claimOne(OTHER).job().checkpoint()).isEqualTo(CHECKPOINT);
    }

    @Test
    void aCrashIsToldAmongTheAttempts() {
        JobId id = enqueue(Draft.job());
        claimOne();
        die(WORKER);

        List<AttemptRecord> attempts = queue.inspector().attempts(id);

        assertThat(attempts).extracting(AttemptRecord::outcome).containsExactly("crashed");
        assertThat(attempts).extracting(AttemptRecord::worker).containsExactly(WORKER);
        assertThat(attempts.get(0).error().orElseThrow().toString()).contains(WORKER.toString());
    }

    @Test
    void aJobThatSomebodyWantedToEndIsNotRunAgain() {
        JobId id = enqueue(Draft.job());
        claimOne();
        queue.cancel(JobFilter.id(id), "changed my mind", 10);

        die(WORKER);

        assertThat(find(id)).hasState(JobState.CANCELLED).hasErrorContaining("changed my mind");
    }

    private List<Reclaimed> claimAndDie(int life) {
        WorkerId worker = new WorkerId("worker", life);
        register(worker);
        assertThat(claimOne(worker).suspect()).isTrue();
        time.advance(LEASE_TIME.plusMinutes(1));
        return queue.reclaim(RULE);
    }

    private void tellCheckpoint(Claim claim) {
        queue.extend(List.of(new LeaseUpdate(claim.lease(), Optional.empty(), Optional.of(CHECKPOINT))));
    }

    private enum LeaseNews {
        PROGRESS {
            @Override
            void tell(ReclaimContract test, Claim claim) {
                test.queue.extend(
                        List.of(new LeaseUpdate(claim.lease(), Optional.of(Progress.NONE), Optional.empty())));
            }
        },
        CHECKPOINT {
            @Override
            void tell(ReclaimContract test, Claim claim) {
                test.tellCheckpoint(claim);
            }
        };

        abstract void tell(ReclaimContract test, Claim claim);
    }
}
